import { cx } from '@/lib/cx';

/** A grey shape in the place and size of what will come. */
export function Shade({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-pulse rounded-field bg-sunken', className)} />;
}

/** A whole page that is on its way. */
export function PageLoading() {
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">Loading</span>
      <Shade className="h-8 w-48" />
      <Shade className="h-40" />
      <Shade className="h-40" />
    </div>
  );
}
