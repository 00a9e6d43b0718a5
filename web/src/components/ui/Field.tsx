import { type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';

export const inputClasses =
  'w-full rounded-field border border-edge bg-surface px-3 text-ink placeholder:text-soft ' +
  'focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-55';

interface Props {
  /** Where something else must find the control. */
  id?: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Beside the label, for example a count. */
  aside?: ReactNode;
  className?: string;
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
}

/** A control with its label, a hint and what is wrong with it, tied together for screen readers. */
export function Field({ id: givenId, label, hint, error, aside, className, children }: Props) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const describedBy = cx(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined;
  return (
    <div className={className}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="text-sm text-soft">{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': Boolean(error) })}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-bad">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
