import { AudioLines, Clock3, Images, MonitorPlay } from 'lucide-react';
import { useId } from 'react';
import { Badge, type Tone } from '@/components/ui/Badge';
import { Radio } from '@/components/ui/Radio';
import { cx } from '@/lib/cx';
import { date, money } from '@/lib/format';
import type { ModelFacts } from '../model/models';

interface Props {
  model: ModelFacts;
  servedBy: string;
  group: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** One model as a radio button: its life cycle, who serves it, its price, what it makes by itself. */
export function ModelCard({ model, servedBy, group, isChosen, onChoose }: Props) {
  const id = useId();
  return (
    <Radio
      name={group}
      value={model.key}
      isChecked={isChosen}
      onChoose={onChoose}
      isDisabled={!model.isAvailable}
      label={model.name}
      describedBy={`${id}-facts`}
      className={cx(
        'panel flex flex-col items-stretch gap-2 p-3.5 text-left transition-colors hover:border-edge',
        'has-disabled:bg-paper has-disabled:hover:border-line',
        'data-[state=checked]:border-accent data-[state=checked]:shadow-[inset_0_0_0_1px_var(--color-accent)]',
      )}
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">{model.name}</span>
        {model.isAvailable && <Price facts={model} />}
      </span>
      <span id={`${id}-facts`} className="flex grow flex-col gap-2">
        <span className="flex flex-wrap gap-1">
          <LifeCycle facts={model} />
          <Badge>{model.quality} quality</Badge>
        </span>
        {model.isAvailable ? <Serving facts={model} servedBy={servedBy} /> : <span className="text-sm text-soft">{model.whyNot}</span>}
      </span>
    </Radio>
  );
}

function Price({ facts }: { facts: ModelFacts }) {
  const price = facts.pricePerSecondUsd;
  const words = price === null ? 'price by plan' : price === 0 ? 'free' : `from ${money(price)} / s`;
  return <span className="tabular shrink-0 text-sm">{words}</span>;
}

function LifeCycle({ facts: { status, retiresAt } }: { facts: ModelFacts }) {
  const tones: Record<string, Tone> = { live: 'good', deprecated: 'accent', retired: 'bad' };
  const words: Record<string, string> = {
    live: 'Live',
    deprecated: retiresAt ? `Ends ${date(retiresAt)}` : 'Ending',
    retired: retiresAt ? `Ended ${date(retiresAt)}` : 'Ended',
  };
  return <Badge tone={tones[status] ?? 'plain'}>{words[status] ?? status}</Badge>;
}

function picturesOf({ maxReferences, takesFirstFrame }: ModelFacts): string {
  if (maxReferences > 0) return `${maxReferences} references`;
  return takesFirstFrame ? 'first frame only' : 'no references';
}

/** What it makes by itself; or who stands in for it, which is then what matters. */
function Serving({ facts, servedBy }: { facts: ModelFacts; servedBy: string }) {
  if (!facts.isItself) return <span className="text-sm text-soft">{`Served by ${servedBy}`}</span>;
  const abilities = [
    { icon: Clock3, text: facts.lengths === 'any length' ? 'any length' : `${facts.lengths} clips` },
    { icon: MonitorPlay, text: facts.resolutions.join(', ') },
    { icon: Images, text: picturesOf(facts) },
    ...(facts.hasNativeAudio ? [{ icon: AudioLines, text: 'own sound' }] : []),
  ];
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-soft">
      {abilities.map(({ icon: Icon, text }) => (
        <span key={text} className="inline-flex items-center gap-1">
          <Icon aria-hidden className="size-3.5" />
          {text}
        </span>
      ))}
    </span>
  );
}
