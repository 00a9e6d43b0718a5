import { Choice } from '@/components/ui/Choice';
import { Disclosure } from '@/components/ui/Disclosure';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import type { Draft } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { LengthField } from './LengthField';
import { MoreOptions } from './MoreOptions';
import { useDesk } from '../model/useDesk';

const FORMATS: { value: AspectRatio; label: string; use: string }[] = [
  { value: '16:9', label: 'Wide', use: '16:9' },
  { value: '9:16', label: 'Tall', use: '9:16' },
  { value: '1:1', label: 'Square', use: '1:1' },
];
const RESOLUTIONS = [
  { value: '1080p', label: '1080p' },
  { value: '720p', label: '720p' },
] as const;
const SOUNDS = [
  { value: 'auto', label: 'Automatic' },
  { value: 'native', label: 'The model’s own' },
  { value: 'music', label: 'Music' },
  { value: 'none', label: 'Silent' },
] as const;
const SOUND_HINTS: Record<Draft['audio'], string> = {
  auto: 'The model’s own sound where it costs nothing extra, else music.',
  native: 'Only with models that make sound; it may cost more.',
  music: 'A calm bed of our own, levelled for every platform.',
  none: 'No sound track that can be heard.',
};

/** How long it is, in what shape, how sharp, and how it sounds. */
export function Look({ draft, model }: { draft: Draft; model: ModelFacts }) {
  const { change } = useDesk();
  const formats = FORMATS.map(({ value, label, use }) => ({
    value,
    label: `${label}, ${use}`,
    picture: (
      <>
        <Shape ratio={value} />
        {label} <span className="tabular text-xs">{use}</span>
      </>
    ),
  }));
  return (
    <section aria-label="Length, format and sound" className="space-y-6">
      <LengthField seconds={draft.duration} />
      <div className="grid gap-6 @xl:grid-cols-[1fr_auto]">
        <Choice
          label="Format"
          value={draft.aspectRatio}
          options={formats}
          onChange={(aspectRatio) => change({ aspectRatio })}
        />
        <Choice
          label="Resolution"
          value={draft.resolution}
          options={RESOLUTIONS}
          onChange={(resolution) => change({ resolution })}
        />
      </div>
      <Choice
        label="Sound"
        value={draft.audio}
        options={SOUNDS.map((sound) => ({ ...sound, isDisabled: sound.value === 'native' && !model.hasNativeAudio }))}
        onChange={(audio) => change({ audio })}
        hint={SOUND_HINTS[draft.audio]}
      />
      <Disclosure title="More settings">
        <MoreOptions draft={draft} model={model} />
      </Disclosure>
    </section>
  );
}
