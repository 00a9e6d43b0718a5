import type { QuoteDto } from '@/api';
import { Reel } from '@/components/ui/Reel';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
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
      <div className="flex items-center gap-3">
        <Shape ratio={quote.aspectRatio as AspectRatio} className="size-9 shrink-0 text-soft" />
        <Reel shots={shots} />
      </div>
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

function shotsInWords({ plan, duration }: QuoteDto): string {
  const count = plan.shots.length;
  if (count === 1) return `one, ${seconds(duration)}`;
  const each = [...new Set(plan.shots.map((shot) => seconds(shot.nativeSeconds)))].join(' or ');
  const price = plan.shots[0]?.priceUsd ? ` (${money(plan.shots[0].priceUsd)} the first)` : '';
  return `${count}, ordered at ${each}${price}, cut to ${seconds(duration)}`;
}
