import { type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';
import { Radio } from './Radio';

export interface Option<V extends string> {
  value: V;
  label: string;
  /** Shown in place of the label, which stays its accessible name. */
  picture?: ReactNode;
  isDisabled?: boolean;
}

interface Props<V extends string> {
  label: string;
  isLabelHidden?: boolean;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  hint?: ReactNode;
}

/** One of a few, all in sight: a row of radio buttons. */
export function Choice<V extends string>({ label, isLabelHidden, value, options, onChange, hint }: Props<V>) {
  const name = useId();
  return (
    <div>
      <p aria-hidden className={isLabelHidden ? 'sr-only' : 'mb-1.5 font-medium'}>
        {label}
      </p>
      <div
        role="radiogroup"
        aria-label={label}
        className={cx(
          'grid gap-1 rounded-field bg-sunken p-1 @md:flex @md:flex-wrap',
          options.length === 3 ? 'grid-cols-3' : 'grid-cols-2',
        )}
      >
        {options.map((option) => (
          <Radio
            key={option.value}
            name={name}
            value={option.value}
            isChecked={option.value === value}
            onChoose={() => onChange(option.value)}
            label={option.label}
            isDisabled={option.isDisabled}
            className={cx(
              'flex min-h-8 grow items-center justify-center gap-1.5 rounded-md px-1.5 py-1 @md:gap-2 @md:px-3 text-sm whitespace-nowrap text-soft',
              'transition-colors hover:text-ink has-disabled:opacity-50',
              'data-[state=checked]:bg-surface data-[state=checked]:font-medium data-[state=checked]:text-ink',
              'data-[state=checked]:shadow-[0_1px_2px_rgb(0_0_0/0.14)]',
            )}
          >
            {option.picture ?? option.label}
          </Radio>
        ))}
      </div>
      {hint && <p className="mt-1.5 text-sm text-soft">{hint}</p>}
    </div>
  );
}
