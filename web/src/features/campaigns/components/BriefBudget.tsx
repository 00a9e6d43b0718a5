import { Contest } from '@/components/feedback/Contest';
import { Field, inputClasses } from '@/components/ui/Field';
import { useSaved } from '@/hooks/useSaved';
import { cx } from '@/lib/cx';
import { budgetOf } from '../model/brief';
import { Open } from './Open';

interface Props {
  /** What it is saved as. */
  name: string;
  value: number | null;
  isMissing: boolean;
  onKeep: (budgetUsd: number | null) => Promise<unknown>;
}

const isSameBudget = (one: string, other: string) => budgetOf(one) === budgetOf(other);

/** The campaign's hard limit. */
export function BriefBudget({ name, value, isMissing, onKeep }: Props) {
  const save = async (typed: string) => {
    const amount = budgetOf(typed);
    return amount === undefined ? false : onKeep(amount);
  };
  const { value: text, change, flush, contest } = useSaved({ name, stored: value === null ? '' : String(value), save, isSame: isSameBudget });
  return (
    <div>
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
      {contest && <Contest theirs={contest.stored} onKeepMine={contest.keepMine} onTakeTheirs={contest.takeTheirs} />}
    </div>
  );
}
