import { useState } from 'react';
import { Choice } from '@/components/ui/Choice';
import { Field, inputClasses } from '@/components/ui/Field';
import type { Draft } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { useDesk } from '../model/useDesk';

const RATES = [
  { value: 'auto', label: 'Automatic' },
  { value: '24', label: '24' },
  { value: '25', label: '25' },
  { value: '30', label: '30' },
] as const;
const JOINS = [
  { value: 'cuts', label: 'Cuts' },
  { value: 'continuous', label: 'One continuous take' },
] as const;

/** What few need often. */
export function MoreOptions({ draft, model }: { draft: Draft; model: ModelFacts }) {
  const { change } = useDesk();
  return (
    <div className="panel grid gap-5 p-4 @xl:grid-cols-2">
      <Choice
        label="Between shots"
        value={draft.continuity}
        options={JOINS}
        onChange={(continuity) => change({ continuity })}
        hint="Cuts are made side by side; a continuous take shot after shot, which is slower."
      />
      <Choice
        label="Frames per second"
        value={draft.fps === null ? 'auto' : (String(draft.fps) as '24' | '25' | '30')}
        options={RATES}
        onChange={(rate) => change({ fps: rate === 'auto' ? null : (Number(rate) as 24 | 25 | 30) })}
      />
      <NumberField
        label="Spend at most"
        hint="In dollars, for this video. An order above it is refused."
        step="0.01"
        value={draft.maxPriceUsd}
        onChange={(maxPriceUsd) => change({ maxPriceUsd })}
      />
      {model.takesSeed && (
        <NumberField
          label="Seed"
          hint="The same seed gives the same picture again, as far as the model can."
          step="1"
          value={draft.seed}
          onChange={(seed) => change({ seed })}
        />
      )}
      {model.takesNegativePrompt && (
        <Field label="What must not be seen" className="@xl:col-span-2">
          {(control) => (
            <input
              {...control}
              maxLength={1000}
              value={draft.negativePrompt}
              placeholder="text, watermarks, crowds"
              onChange={(event) => change({ negativePrompt: event.target.value })}
              className={`${inputClasses} h-10`}
            />
          )}
        </Field>
      )}
    </div>
  );
}

interface NumberProps {
  label: string;
  hint: string;
  step: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

/** What is below nothing is said to be wrong, and not taken over. */
function NumberField({ label, hint, step, value, onChange }: NumberProps) {
  const [isWrong, setIsWrong] = useState(false);
  const type = (text: string) => {
    const isNegative = Number(text) < 0;
    setIsWrong(isNegative);
    if (!isNegative) onChange(text === '' ? null : Number(text));
  };
  return (
    <Field label={label} hint={hint} error={isWrong ? 'Not below 0.' : undefined}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={0}
          step={step}
          value={value ?? ''}
          onChange={(event) => type(event.target.value)}
          className={`${inputClasses} tabular h-10`}
        />
      )}
    </Field>
  );
}
