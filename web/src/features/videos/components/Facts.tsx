import type { ReactNode } from 'react';
import type { GenerationDto } from '@/api';
import { Disclosure } from '@/components/ui/Disclosure';
import { useModelNames } from '@/hooks/useModels';
import { cx } from '@/lib/cx';
import { bytes, dateTime, money, seconds } from '@/lib/format';
import { furtherUsd } from '../model/cost';

type Line = [name: string, value: ReactNode];

/** What it cost, how it was made, and what the file is. */
export function Facts({ video, campaign }: { video: GenerationDto; campaign?: ReactNode }) {
  const nameOf = useModelNames();
  return (
    <aside aria-label="About this video" className="panel space-y-6 p-5 @4xl:sticky @4xl:top-6">
      <Lines title="Cost" lines={costLines(video)} />
      <Lines title="Plan" lines={[['Campaign', campaign], ...planLines(video, nameOf)]} />
      <Lines title="File" lines={fileLines(video)} />
      {video.metadata.provenance != null && (
        <Disclosure title="Provenance record">
          <pre className="mono max-h-72 overflow-auto rounded-field bg-sunken p-3 text-xs" tabIndex={0}>
            {JSON.stringify(video.metadata.provenance, null, 2)}
          </pre>
        </Disclosure>
      )}
    </aside>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const known = lines.filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 font-medium">{title}</h2>
      <dl className="space-y-1.5 text-sm">
        {known.map(([name, value]) => (
          <div key={name} className="flex gap-3">
            <dt className="w-24 shrink-0 text-soft">{name}</dt>
            <dd className={cx('min-w-0', name === 'SHA-256' ? 'mono text-xs break-all' : 'break-words')}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function costLines(video: GenerationDto): Line[] {
  const { price } = video;
  const further = furtherUsd(video);
  return [
    ['Charged', money(price.chargedUsd)],
    ['Further takes', further > 0 && `${money(further)} of it`],
    ['Held', price.heldUsd > 0 && money(price.heldUsd)],
    ['Quoted', money(price.estimateUsd)],
  ];
}

function planLines({ servedBy, model, plan, duration, aspectRatio, createdAt }: GenerationDto, nameOf: (model: string) => string): Line[] {
  return [
    ['Made by', servedBy.made === 'drawn' ? 'Reelwright Studio, drawn' : `${nameOf(servedBy.model)} at ${servedBy.vendor}`],
    ['Asked for', servedBy.model !== model && nameOf(model)],
    ['Why', servedBy.reason],
    ['Length', `${seconds(duration)}, ${plan.frames} frames at ${plan.fps} fps`],
    ['Format', `${aspectRatio}, ${plan.width} × ${plan.height}`],
    ['Joined', plan.shots.length > 1 && plan.join],
    ['Reframed', plan.reframe],
    ['Upscaled', plan.upscaledFrom && `from ${plan.upscaledFrom}`],
    ['Ordered', dateTime(createdAt)],
  ];
}

function fileLines({ metadata, finishedAt }: GenerationDto): Line[] {
  const codecs = metadata.codecs as { video?: string; audio?: string } | undefined;
  const lufs = metadata.loudnessLufs;
  return [
    ['Size', typeof metadata.bytes === 'number' && bytes(metadata.bytes)],
    ['Codecs', codecs && [codecs.video, codecs.audio].filter(Boolean).join(', ')],
    ['Loudness', typeof lufs === 'number' && `${lufs.toFixed(1)} LUFS`],
    ['Finished', finishedAt && dateTime(finishedAt)],
    ['SHA-256', typeof metadata.sha256 === 'string' && metadata.sha256],
  ];
}
