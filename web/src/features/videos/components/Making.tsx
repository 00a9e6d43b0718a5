import type { GenerationDto } from '@/api';
import { Reel } from '@/components/ui/Reel';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import { cx } from '@/lib/cx';
import { percent, timeToGo } from '@/lib/format';
import { reelOf } from '../model/progress';
import { sentenceFor } from '../model/status';
import { TellMe } from './TellMe';

interface Props {
  video: GenerationDto;
  /** Whether there is an earlier film to see meanwhile: then this is a strip above it. */
  isBeside?: boolean;
}

/** How far a film is: what is being done, how much of it, how long it still takes. Low enough to be seen whole. */
export function Making({ video, isBeside = false }: Props) {
  return (
    <div className={cx('relative isolate flex flex-col gap-4 overflow-hidden rounded-panel bg-sunken p-4', !isBeside && 'min-h-72 @lg:p-6')}>
      {!isBeside && (
        <Shape ratio={video.aspectRatio as AspectRatio} className="absolute top-1/2 left-1/2 -z-10 size-[28rem] -translate-1/2 text-edge opacity-20" />
      )}
      <div className={cx('flex grow flex-wrap items-baseline justify-between gap-x-4', !isBeside && 'flex-col items-center justify-center gap-y-1 text-center')}>
        <p className={cx('tabular font-semibold tracking-tight', isBeside ? 'order-last' : 'text-5xl')}>{percent(video.progress)}</p>
        <p className="font-medium">{video.cancel ? 'Stopping what can be stopped.' : sentenceFor(video)}</p>
        <p className="tabular min-h-6 text-soft">{video.etaSeconds != null && `About ${timeToGo(video.etaSeconds)} to go`}</p>
        <TellMe />
      </div>
      <div role="progressbar" aria-label="Progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(video.progress * 100)}>
        <Reel shots={reelOf(video)} />
      </div>
    </div>
  );
}
