import type { ReactNode } from 'react';
import { Reel } from '@/components/ui/Reel';

const SAMPLE = [4, 3, 5].map((seconds, index) => ({
  seconds,
  progress: 1,
  tone: index === 2 ? ('plain' as const) : ('done' as const),
}));

/** The quiet page around every way of signing in. */
export function AuthFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-8 flex items-center gap-3">
        <img src="/icon.svg" alt="" className="size-9" />
        <span className="text-lg font-semibold tracking-tight">Reelwright</span>
      </div>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{title}</h1>
      {children}
      <div className="mt-12 opacity-70">
        <Reel shots={SAMPLE} />
      </div>
      <p className="mt-3 text-sm text-soft">Any length from 5 to 60 seconds. The price first, paid once, yours for good.</p>
    </main>
  );
}
