import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

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
  return (
    <div>
      <p aria-hidden className={isLabelHidden ? 'sr-only' : 'mb-1.5 font-medium'}>
        {label}
      </p>
      <RadioGroup.Root
        aria-label={label}
        value={value}
        onValueChange={(chosen) => onChange(chosen as V)}
        className={cx(
          'grid gap-1 rounded-field bg-sunken p-1 sm:flex sm:flex-wrap',
          options.length === 3 ? 'grid-cols-3' : 'grid-cols-2',
        )}
      >
        {options.map((option) => (
          <RadioGroup.Item
            key={option.value}
            value={option.value}
            aria-label={option.label}
            disabled={option.isDisabled ?? false}
            className={cx(
              'flex min-h-8 grow items-center justify-center gap-1.5 rounded-md px-1.5 py-1 sm:gap-2 sm:px-3 text-sm whitespace-nowrap text-soft',
              'transition-colors hover:text-ink disabled:opacity-50',
              'data-[state=checked]:bg-surface data-[state=checked]:font-medium data-[state=checked]:text-ink',
              'data-[state=checked]:shadow-[0_1px_2px_rgb(0_0_0/0.14)]',
            )}
          >
            {option.picture ?? option.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {hint && <p className="mt-1.5 text-sm text-soft">{hint}</p>}
    </div>
  );
}
