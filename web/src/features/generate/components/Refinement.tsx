import { Square, WandSparkles } from 'lucide-react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Disclosure } from '@/components/ui/Disclosure';
import { Field, inputClasses } from '@/components/ui/Field';
import { Switch } from '@/components/ui/Switch';
import { useRefine } from '../api/refine';
import type { Draft } from '../model/draft';
import type { Setting } from '../model/order';
import { REFINEMENTS } from '../model/teaching';
import { useDesk } from '../model/useDesk';
import { RefinedPrompt } from './RefinedPrompt';

/** Have the prompt rewritten by the chat model: now, to see it first, or when the video is ordered. */
export function Refinement({ draft, model, setting }: { draft: Draft; model: string; setting: Setting }) {
  const { change } = useDesk();
  const { start, stop, ...writing } = useRefine();
  const { prompt, refinement, autoRefine, unrefined, refined } = draft;
  const isOwn = draft.template === null;
  const isEmpty = prompt.trim() === '';
  const refine = () => void start({ prompt: prompt.trim(), direction: refinement.trim() || null, model, ...setting });
  return (
    <Disclosure title="Have it refined" isOpen={autoRefine || refinement !== '' || unrefined !== null || refined !== null}>
      <div className="panel space-y-4 p-4">
        <Field label="In which direction?" aside="optional">
          {(control) => (
            <input
              {...control}
              maxLength={1000}
              value={refinement}
              placeholder={REFINEMENTS[0]}
              onChange={(event) => change({ refinement: event.target.value })}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2 text-sm">
          {REFINEMENTS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === refinement}
              onClick={() => change({ refinement: one })}
              className="rounded-full border border-line px-3 py-1 text-left transition-colors hover:border-edge aria-pressed:border-accent"
            >
              {one}
            </button>
          ))}
        </div>
        {isOwn && (
          <div className="flex flex-wrap items-center gap-3">
            {writing.isWriting ? (
              <Button onClick={stop}>
                <Square aria-hidden className="size-4" />
                Stop
              </Button>
            ) : (
              <Button disabled={isEmpty} onClick={refine}>
                <WandSparkles aria-hidden className="size-4" />
                Refine now
              </Button>
            )}
            <span className="text-sm text-soft">{isEmpty ? 'Write a prompt first.' : 'You see both versions before anything changes.'}</span>
          </div>
        )}
        {writing.error !== null && <TroubleNotice error={writing.error} />}
        <RefinedPrompt draft={draft} text={writing.text} done={writing.done} isWriting={writing.isWriting} onSettled={stop} />
        <Switch
          label="Refine when ordering"
          hint="Without a look before. Both versions stay on the video’s page; if the chat model cannot be reached, your own words are used."
          isOn={autoRefine}
          onChange={(isOn) => change({ autoRefine: isOn })}
        />
      </div>
    </Disclosure>
  );
}
