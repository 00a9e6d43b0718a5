import type { QuoteDto } from '@/api';
import { Reel } from '@/components/ui/Reel';
import { money, seconds } from '@/lib/format';

/** A quote's plan: the strip of shots, and each decision in a line. */
export function PlanView({ quote, modelName }: { quote: QuoteDto; modelName: string }) {
  const { plan, servedBy } = quote;
  const shots = plan.shots.map((shot) => ({
    seconds: shot.frames / plan.fps,
    progress: 0,
    label: plan.shots.length > 8 ? undefined : seconds(Number((shot.frames / plan.fps).toFixed(1))),
  }));
  const lines: [string, string][] = [
    ['Made by', servedBy.made === 'drawn' ? 'Reelwright Studio, as motion graphics' : `${modelName} at ${servedBy.vendor}`],
    ['Shots', shotsInWords(quote)],
    ['File', `${plan.width} × ${plan.height}, ${plan.fps} fps, ${plan.frames} frames`],
    ...(plan.reframe ? ([['Reframed', plan.reframe]] as [string, string][]) : []),
    ...(plan.upscaledFrom ? ([['Upscaled from', plan.upscaledFrom]] as [string, string][]) : []),
  ];
  return (
    <>
      <Frame width={plan.width} height={plan.height} />
      <Reel shots={shots} />
      <dl className="space-y-1.5 text-sm">
        {lines.map(([name, value]) => (
          <div key={name} className="flex gap-3">
            <dt className="w-28 shrink-0 text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The picture's shape, with the thirds that a composition leans on. */
function Frame({ width, height }: { width: number; height: number }) {
  return (
    <div aria-hidden className="grid h-44 place-items-center rounded-field bg-sunken p-4">
      <div
        style={{ aspectRatio: `${width} / ${height}` }}
        className="relative grid h-36 place-items-center overflow-hidden rounded-sm border border-edge bg-surface"
      >
        <span className="absolute inset-y-0 left-1/3 w-1/3 border-x border-line" />
        <span className="absolute inset-x-0 top-1/3 h-1/3 border-y border-line" />
        <span className="tabular relative rounded bg-surface px-1 text-xs text-soft">{`${width} × ${height}`}</span>
      </div>
    </div>
  );
}

function shotsInWords({ plan, duration }: QuoteDto): string {
  const count = plan.shots.length;
  if (count === 1) return `one, ${seconds(duration)}`;
  const each = [...new Set(plan.shots.map((shot) => seconds(shot.nativeSeconds)))].join(' or ');
  const price = plan.shots[0]?.priceUsd ? ` (${money(plan.shots[0].priceUsd)} the first)` : '';
  return `${count}, ordered at ${each}${price}, cut to ${seconds(duration)}`;
}
