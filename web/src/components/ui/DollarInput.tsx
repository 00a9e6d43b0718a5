import type { InputHTMLAttributes } from 'react';
import { inputClasses } from './Field';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  value: string;
  onChange: (text: string) => void;
}

/** An amount of US dollars, to the cent. */
export function DollarInput({ onChange, ...more }: Props) {
  return (
    <input
      {...more}
      type="number"
      inputMode="decimal"
      min={0}
      step="0.01"
      onChange={(event) => onChange(event.target.value)}
      className={`${inputClasses} tabular h-11`}
    />
  );
}
