import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

interface Props {
  /** The group, by which the browser knows what belongs together. */
  name: string;
  value: string;
  isChecked: boolean;
  onChoose: () => void;
  label?: string | undefined;
  describedBy?: string | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/**
 * One of a group, in any look: the browser's own radio button lies unseen over the whole of it, so that the arrow keys,
 * forms and screen readers work as everywhere, also inside of a shadow tree.
 */
export function Radio({ name, value, isChecked, onChoose, label, describedBy, isDisabled, className, children }: Props) {
  return (
    <div
      data-state={isChecked ? 'checked' : 'unchecked'}
      className={cx('relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus', className)}
    >
      {children}
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChecked}
        disabled={isDisabled}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={onChoose}
        className="absolute inset-0 m-0 size-full cursor-pointer appearance-none rounded-[inherit] outline-none disabled:cursor-not-allowed"
      />
    </div>
  );
}
