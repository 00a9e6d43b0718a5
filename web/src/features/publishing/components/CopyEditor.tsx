import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { Contest } from '@/components/feedback/Contest';
import { Field, inputClasses } from '@/components/ui/Field';
import { useSaved } from '@/hooks/useSaved';
import type { CreativeDto, KeptCopyDto } from '@/api';
import { cx } from '@/lib/cx';
import { linkOf } from '@/lib/links';
import { placementOf } from '@/lib/placements';
import { copyFrom, copyOf, isSameWords, lengthOf, postOf, wordsOf } from '../model/copy';

interface Props {
  creative: CreativeDto;
  /** What it is saved as. */
  name: string;
  onKeep: (copy: Record<string, KeptCopyDto>) => Promise<unknown>;
}

/** The words beside the video, placement by placement; kept a moment after the last key. */
export function CopyEditor({ creative, name, onKeep }: Props) {
  const [first = ''] = creative.placements;
  const [chosen, setChosen] = useState(first);
  const shown = creative.placements.includes(chosen) ? chosen : first;
  return (
    <Tabs.Root value={shown} onValueChange={setChosen}>
      <Tabs.List aria-label="Words by placement" className="flex flex-wrap gap-x-4 border-b border-line">
        {creative.placements.map((placement) => (
          <Tabs.Trigger
            key={placement}
            value={placement}
            className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent text-sm text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {placementOf(placement).name}
            {copyOf(creative, placement).text.trim() && <span aria-label="written" role="img" className="size-1.5 rounded-full bg-good" />}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {creative.placements.map((placement) => (
        <Tabs.Content key={placement} value={placement} tabIndex={-1} className="pt-3 outline-none">
          <Words
            name={`${name}${placement}`}
            placement={placement}
            copy={copyOf(creative, placement)}
            onKeep={(copy) => onKeep({ [placement]: copy })}
          />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

interface WordsProps {
  name: string;
  placement: string;
  copy: KeptCopyDto;
  onKeep: (copy: KeptCopyDto) => Promise<unknown>;
}

function Words({ name: savedAs, placement, copy: stored, onKeep }: WordsProps) {
  const { value, change, flush, contest } = useSaved({
    name: savedAs,
    stored: wordsOf(stored),
    save: async (words) => {
      await onKeep(copyFrom(words, stored.link));
      return linkOf(words.link) !== undefined;
    },
    isSame: isSameWords,
  });
  const { used, longest, isTooLong } = lengthOf(copyFrom(value, stored.link), placement);
  const { name } = placementOf(placement);
  return (
    <div className="space-y-3" onBlur={flush}>
      <Field
        label={`Text for ${name}`}
        className="[&_label]:text-sm"
        aside={<span className={cx('tabular', isTooLong && 'font-medium text-bad')}>{`${used} of ${longest}`}</span>}
        error={isTooLong ? `${name} takes ${longest} characters, text, link and hashtags together.` : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={value.text}
            placeholder="What is said beside the video"
            onChange={(event) => change({ ...value, text: event.target.value })}
            className={cx(inputClasses, 'field-sizing-content block max-h-64 min-h-20 resize-none py-2 text-sm')}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Hashtags" className="[&_label]:text-sm">
          {(control) => (
            <input
              {...control}
              value={value.tags}
              placeholder="#coffee #hiking"
              onChange={(event) => change({ ...value, tags: event.target.value })}
              className={cx(inputClasses, 'h-10 text-sm')}
            />
          )}
        </Field>
        <Field label="Link" className="[&_label]:text-sm" error={linkOf(value.link) === undefined ? 'An address, for example altitude.example.' : undefined}>
          {(control) => (
            <input
              {...control}
              inputMode="url"
              value={value.link}
              placeholder="altitude.example"
              onChange={(event) => change({ ...value, link: event.target.value })}
              className={cx(inputClasses, 'h-10 text-sm')}
            />
          )}
        </Field>
      </div>
      {contest && <Contest theirs={postOf(copyFrom(contest.stored, null))} onKeepMine={contest.keepMine} onTakeTheirs={contest.takeTheirs} />}
    </div>
  );
}
