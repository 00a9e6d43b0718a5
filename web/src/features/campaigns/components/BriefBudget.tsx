import { Field, inputClasses } from '@/components/ui/Field';
import { cx } from '@/lib/cx';
import { budgetOf } from '../model/brief';
import { useKeptText } from '../model/useKeptText';
import { Open } from './Open';

interface Props {
  value: number | null;
  isMissing: boolean;
  onKeep: (budgetUsd: number | null) => void;
}

/** The campaign's hard limit. */
export function BriefBudget({ value, isMissing, onKeep }: Props) {
  const keep = (text: string) => {
    const amount = budgetOf(text);
    if (amount !== undefined && amount !== value) onKeep(amount);
  };
  const { text, change, flush } = useKeptText(value === null ? '' : String(value), keep);
  return (
    <Field
      label="Budget"
      className="[&_label]:text-sm"
      aside={isMissing && <Open />}
      error={budgetOf(text) === undefined ? 'An amount in dollars, for example 250.' : undefined}
      hint="A hard limit: orders beyond it are refused. Empty: no limit."
    >
      {(control) => (
        <span className="relative block">
          <span aria-hidden className="absolute top-2 left-3 text-soft">
            $
          </span>
          <input
            {...control}
            inputMode="decimal"
            placeholder="250"
            value={text}
            onChange={(event) => change(event.target.value)}
            onBlur={flush}
            className={cx(inputClasses, 'tabular h-10 pl-7 text-sm')}
          />
        </span>
      )}
    </Field>
  );
}
