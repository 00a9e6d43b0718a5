import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { dropToast, getToasts, subscribeToasts } from '@/lib/toasts';

/** Short news in the corner; read out by screen readers, gone after a while unless it matters. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, getToasts);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 max-md:bottom-20 lg:items-start">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={cx(
            'panel pointer-events-auto flex w-full max-w-sm animate-appear items-start gap-3 p-3 shadow-lift',
            toast.isBad && 'border-bad',
          )}
        >
          <p className="grow text-sm">
            <span className="font-semibold">{toast.title}</span>
            {toast.text && <span className="line-clamp-2 text-soft">{toast.text}</span>}
          </p>
          {toast.videoId && (
            <Link
              to="/videos/$id"
              params={{ id: toast.videoId }}
              className="text-sm font-medium text-accent-text underline"
              onClick={() => dropToast(toast.id)}
            >
              Open
            </Link>
          )}
          <IconButton name="Dismiss" size="small" className="-m-1 size-7" onClick={() => dropToast(toast.id)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
