import { useState } from 'react';
import { Field, inputClasses } from '@/components/ui/Field';
import { LONGEST_PROMPT } from '../model/draft';
import { useDesk } from '../model/useDesk';

/** What a proposal wants filmed, beside the words on screen: seen and changed before it is ordered. */
export function SceneField({ scene }: { scene: string }) {
  const { change } = useDesk();
  const [isThere, setThere] = useState(scene !== '');
  if (scene && !isThere) setThere(true); // and it stays while it is emptied
  if (!isThere) return null;
  return (
    <Field
      id="scene"
      label="What is filmed"
      aside="optional"
      hint="The prompt for video models. Reelwright Studio draws the words above and takes only the mood from it."
    >
      {(control) => (
        <textarea
          {...control}
          rows={4}
          maxLength={LONGEST_PROMPT}
          value={scene}
          onChange={(event) => change({ scene: event.target.value })}
          className={`${inputClasses} field-sizing-content max-h-[28rem] min-h-24 resize-y py-2.5 text-base leading-relaxed`}
        />
      )}
    </Field>
  );
}
