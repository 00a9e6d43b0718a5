import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { type Trouble, troubleOf } from '@/lib/problem';

const KINDS = {
  info: { icon: Info, look: 'bg-sunken text-ink', mark: 'text-soft' },
  warning: { icon: TriangleAlert, look: 'bg-accent-wash text-ink', mark: 'text-accent-text' },
  error: { icon: CircleAlert, look: 'bg-bad-wash text-ink', mark: 'text-bad' },
};

interface Props {
  kind?: keyof typeof KINDS;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Something to know, in its place on the page. An error is read out at once. */
export function Notice({ kind = 'info', title, children, actions }: Props) {
  const { icon: Icon, look, mark } = KINDS[kind];
  return (
    <div role={kind === 'error' ? 'alert' : undefined} className={cx('flex gap-3 rounded-field p-3 text-sm', look)}>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 grow space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="break-words">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  );
}

/** What a request was refused with, in the server's own words. */
export function TroubleNotice({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const trouble: Trouble = troubleOf(error);
  return (
    <Notice kind="error" title={trouble.title} actions={actions}>
      {trouble.detail}
    </Notice>
  );
}
