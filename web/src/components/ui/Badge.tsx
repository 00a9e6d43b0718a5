import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

const TONES = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-wash text-accent-text',
  good: 'bg-good-wash text-good',
  bad: 'bg-bad-wash text-bad',
};
export type Tone = keyof typeof TONES;

/** A word about a thing. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={cx('inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-xs font-medium', TONES[tone])}>
      {children}
    </span>
  );
}
