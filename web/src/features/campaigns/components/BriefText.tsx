import { useId } from 'react';
import { inputClasses } from '@/components/ui/Field';
import { cx } from '@/lib/cx';
import type { FieldFacts } from '../model/brief';
import { useKeptText } from '../model/useKeptText';
import { Open } from './Open';

interface Props {
  facts: FieldFacts;
  value: string;
  isMissing: boolean;
  onKeep: (text: string) => void;
}

/** One fact of the brief: a text that grows with its words. */
export function BriefText({ facts, value, isMissing, onKeep }: Props) {
  const id = useId();
  const { text, change, flush } = useKeptText(value, onKeep);
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
        value={text}
        placeholder={facts.example}
        onChange={(event) => change(event.target.value)}
        onBlur={flush}
        className={cx(inputClasses, 'field-sizing-content block max-h-60 min-h-10 resize-none py-2 text-sm leading-relaxed')}
      />
    </div>
  );
}
