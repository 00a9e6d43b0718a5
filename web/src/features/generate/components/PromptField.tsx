import { Lightbulb } from 'lucide-react';
import { Disclosure } from '@/components/ui/Disclosure';
import { Field, inputClasses } from '@/components/ui/Field';
import { type Draft, isWorthKeeping, LONGEST_PROMPT } from '../model/draft';
import type { Desk } from '../model/desk';
import { EXAMPLES, PROMPT_PARTS } from '../model/teaching';
import { useDesk } from '../model/useDesk';

/** The prompt, and how to write a better one. */
export function PromptField({ draft }: { draft: Draft }) {
  const desk = useDesk();
  const length = draft.prompt.length;
  return (
    <div className="space-y-2">
      <Field
        id="prompt"
        label="Prompt"
        aside={length > 0 && <span className="tabular">{`${length} / ${LONGEST_PROMPT}`}</span>}
        hint={length > 0 && length < 40 ? 'A little more would help: light, camera, mood. “Product video” leaves it all to chance.' : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={5}
            maxLength={LONGEST_PROMPT}
            value={draft.prompt}
            placeholder="What is seen, in what light, how the camera moves, and how it should feel"
            onChange={(event) => desk.change({ prompt: event.target.value })}
            className={`${inputClasses} field-sizing-content max-h-[28rem] min-h-36 resize-y py-2.5 text-base leading-relaxed`}
          />
        )}
      </Field>
      <Disclosure
        title={
          <>
            <Lightbulb aria-hidden className="size-4" />
            Better prompts
          </>
        }
      >
        <dl className="panel grid gap-x-6 gap-y-2 p-4 text-sm @lg:grid-cols-2 @7xl:grid-cols-3">
          {PROMPT_PARTS.map(({ part, example }) => (
            <div key={part}>
              <dt className="font-medium">{part}</dt>
              <dd className="text-soft">{example}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="text-soft">Try one:</span>
        {EXAMPLES.map(({ title, prompt }) => (
          <button
            key={title}
            type="button"
            onClick={() => fillIn(desk, prompt)}
            className="rounded-full border border-line bg-surface px-3 py-1 transition-colors hover:border-edge"
          >
            {title}
          </button>
        ))}
      </div>
    </div>
  );
}

/** An example takes the prompt's place; what was written there can be brought back. */
function fillIn(desk: Desk, prompt: string): void {
  const draft = desk.draft.get();
  const isOwnWork = isWorthKeeping(draft) && !EXAMPLES.some((one) => one.prompt === draft.prompt);
  if (isOwnWork) desk.replace({ ...draft, prompt });
  else desk.change({ prompt });
}
