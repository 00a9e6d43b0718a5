import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-semibold border-transparent',
  plain: 'bg-surface text-ink border-line hover:border-edge',
  quiet: 'bg-transparent text-soft border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-bad-wash text-bad border-transparent hover:border-bad',
};
const SIZES = { small: 'h-8 px-2.5 text-sm gap-1.5', normal: 'h-10 px-4 gap-2', large: 'h-12 px-5 text-base gap-2.5' };

export interface ButtonLook {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

/** The classes of a button, for a link that looks like one. */
export function buttonClasses({ look = 'plain', size = 'normal' }: ButtonLook, more?: string): string {
  return cx(
    'inline-flex items-center justify-center rounded-field border whitespace-nowrap select-none transition-colors',
    'disabled:opacity-55 aria-disabled:opacity-55',
    LOOKS[look],
    SIZES[size],
    more,
  );
}

interface Props extends ComponentProps<'button'>, ButtonLook {
  isBusy?: boolean;
}

/** A button; while busy it keeps its place and its focus, and does nothing. */
export function Button({ look, size, isBusy = false, className, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-disabled={isBusy || undefined}
      className={buttonClasses({ look, size }, className)}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {isBusy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}

/** A square button with a picture only; its name is what it does. */
export function IconButton({ name, className, ...rest }: Props & { name: string }) {
  return <Button look="quiet" aria-label={name} title={name} className={cx('size-9 !px-0', className)} {...rest} />;
}
