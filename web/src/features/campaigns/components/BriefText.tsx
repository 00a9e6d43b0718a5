import { useId } from 'react';
import { Contest } from '@/components/feedback/Contest';
import { inputClasses } from '@/components/ui/Field';
import { useSaved } from '@/hooks/useSaved';
import { cx } from '@/lib/cx';
import type { FieldFacts } from '../model/brief';
import { Open } from './Open';

interface Props {
  /** What it is saved as. */
  name: string;
  facts: FieldFacts;
  value: string;
  isMissing: boolean;
  onKeep: (text: string) => Promise<unknown>;
}

/** One fact of the brief: a text that grows with its words. */
export function BriefText({ name, facts, value: stored, isMissing, onKeep }: Props) {
  const id = useId();
  const { value, change, flush, contest } = useSaved({ name, stored, save: onKeep });
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {facts.label}
        </label>
        {isMissing && <Open />}
      </div>
      <textarea
        id={id}
        rows={1}
        maxLength={facts.longest}
        value={value}
        placeholder={facts.example}
        onChange={(event) => change(event.target.value)}
        onBlur={flush}
        className={cx(inputClasses, 'field-sizing-content block max-h-60 min-h-10 resize-none py-2 text-sm leading-relaxed')}
      />
      {contest && <Contest theirs={contest.stored} onKeepMine={contest.keepMine} onTakeTheirs={contest.takeTheirs} />}
    </div>
  );
}
