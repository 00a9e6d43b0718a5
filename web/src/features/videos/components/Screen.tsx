import { lazy, Suspense } from 'react';
import type { GenerationDto } from '@/api';
import { Reel } from '@/components/ui/Reel';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import { percent, timeToGo } from '@/lib/format';
import { useTellWhenDone } from '../api/useTellWhenDone';
import { reelOf } from '../model/progress';
import { hasFile, isResting, wordFor } from '../model/status';
import { TellMe } from './TellMe';

const Player = lazy(() => import('./Player'));

/** The film's place on the page, in its own shape from the first moment: the film, or how far it is. */
export function Screen({ video }: { video: GenerationDto }) {
  const { plan } = video;
  useTellWhenDone(video);
  const isRunning = !isResting(video.status);
  const isThere = hasFile(video);
  // Until there is a film to see, its shape is enough, and what is to be done stands higher.
  const highest = isThere ? '68dvh' : '14rem';
  const shape = { aspectRatio: `${plan.width} / ${plan.height}`, maxWidth: `calc(${highest} * ${plan.width / plan.height})` };
  if (!isThere && !isRunning) return null;
  return (
    <div>
      {isRunning && (
        <div className="mb-4 space-y-2">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="font-medium">{video.cancel ? 'Stopping what can be stopped.' : wordFor(video.status).sentence}</p>
            <p className="text-sm text-soft">
              <span className="tabular text-ink">{percent(video.progress)}</span>
              {video.etaSeconds != null && `, about ${timeToGo(video.etaSeconds)} to go`}
            </p>
          </div>
          <TellMe />
          <div role="progressbar" aria-label="Progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(video.progress * 100)}>
            <Reel shots={reelOf(video)} />
          </div>
        </div>
      )}
      <div className="rounded-panel bg-sunken">
        <div style={shape} className="relative mx-auto w-full overflow-hidden rounded-panel">
          {isThere ? (
            <Suspense fallback={null}>
              <Player key={String(video.metadata.revision)} video={video} />
            </Suspense>
          ) : (
            <div className="absolute inset-0 grid place-items-center">
              <Shape ratio={video.aspectRatio as AspectRatio} className="size-12 text-edge" />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
