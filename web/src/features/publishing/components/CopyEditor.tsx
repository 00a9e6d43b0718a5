import { Tabs } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { Field, inputClasses } from '@/components/ui/Field';
import type { CreativeDto, KeptCopyDto } from '@/api';
import { cx } from '@/lib/cx';
import { linkOf } from '@/lib/links';
import { placementOf } from '@/lib/placements';
import { copyOf, hashtagLine, hashtagsIn, lengthOf } from '../model/copy';

interface Props {
  creative: CreativeDto;
  onKeep: (copy: Record<string, KeptCopyDto>) => void;
}

/** The words beside the video, placement by placement; kept a moment after the last key. */
export function CopyEditor({ creative, onKeep }: Props) {
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
            placement={placement}
            copy={copyOf(creative, placement)}
            onKeep={(copy) => onKeep({ [placement]: copy })}
          />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

const PAUSE_MS = 900;

function Words({ placement, copy: stored, onKeep }: { placement: string; copy: KeptCopyDto; onKeep: (copy: KeptCopyDto) => void }) {
  const [copy, setCopy] = useState(stored);
  const [tags, setTags] = useState(hashtagLine(stored.hashtags));
  const [link, setLink] = useState(stored.link ?? '');
  const unsaved = useRef<KeptCopyDto | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onKeep);
  useEffect(() => {
    latest.current = onKeep;
  }, [onKeep]);
  const flush = () => {
    clearTimeout(timer.current);
    if (unsaved.current) latest.current(unsaved.current);
    unsaved.current = null;
  };
  useEffect(() => flush, []);
  const change = (part: Partial<KeptCopyDto>) => {
    const next = { ...copy, ...part };
    setCopy(next);
    unsaved.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, PAUSE_MS);
  };
  const { used, longest, isTooLong } = lengthOf(copy, placement);
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
            value={copy.text}
            placeholder="What is said beside the video"
            onChange={(event) => change({ text: event.target.value })}
            className={cx(inputClasses, 'field-sizing-content block max-h-64 min-h-20 resize-none py-2 text-sm')}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Hashtags" className="[&_label]:text-sm">
          {(control) => (
            <input
              {...control}
              value={tags}
              placeholder="#coffee #hiking"
              onChange={(event) => {
                setTags(event.target.value);
                change({ hashtags: hashtagsIn(event.target.value) });
              }}
              className={cx(inputClasses, 'h-10 text-sm')}
            />
          )}
        </Field>
        <Field label="Link" className="[&_label]:text-sm" error={linkOf(link) === undefined ? 'An address, for example altitude.example.' : undefined}>
          {(control) => (
            <input
              {...control}
              inputMode="url"
              value={link}
              placeholder="altitude.example"
              onChange={(event) => {
                setLink(event.target.value);
                const whole = linkOf(event.target.value);
                if (whole !== undefined) change({ link: whole });
              }}
              className={cx(inputClasses, 'h-10 text-sm')}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
