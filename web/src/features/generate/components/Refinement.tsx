import { Disclosure } from '@/components/ui/Disclosure';
import { Field, inputClasses } from '@/components/ui/Field';
import { Switch } from '@/components/ui/Switch';
import type { Draft } from '../model/draft';
import { REFINEMENTS } from '../model/teaching';
import { useDesk } from '../model/useDesk';

/** Have the words rewritten by the chat model before the video is made. */
export function Refinement({ draft }: { draft: Draft }) {
  const { change } = useDesk();
  return (
    <Disclosure title="Have it refined" isOpen={draft.autoRefine || draft.refinement !== ''}>
      <div className="panel space-y-4 p-4">
        <Field
          label="In which direction?"
          hint="The chat model rewrites your words; both versions stay on the video’s page. If it cannot be reached, your own words are used."
        >
          {(control) => (
            <input
              {...control}
              maxLength={1000}
              value={draft.refinement}
              placeholder={REFINEMENTS[0]}
              onChange={(event) => change({ refinement: event.target.value })}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2 text-sm">
          {REFINEMENTS.map((refinement) => (
            <button
              key={refinement}
              type="button"
              onClick={() => change({ refinement })}
              className="rounded-full border border-line px-3 py-1 text-left transition-colors hover:border-edge"
            >
              {refinement}
            </button>
          ))}
        </div>
        <Switch
          label="Refine in general"
          hint="Without a direction of your own."
          isOn={draft.autoRefine}
          onChange={(autoRefine) => change({ autoRefine })}
        />
      </div>
    </Disclosure>
  );
}
