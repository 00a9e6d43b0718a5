import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}

/** More for those who want it; the browser's own element, so that finding in the page works too. */
export function Disclosure({ title, isOpen = false, children }: Props) {
  return (
    <details open={isOpen} className="group">
      <summary className="flex w-fit list-none items-center gap-1.5 rounded py-1 text-sm font-medium text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
