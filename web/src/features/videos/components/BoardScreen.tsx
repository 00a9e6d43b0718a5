import { Play } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { GenerationDto } from '@/api';
import { Picture } from '@/components/ui/Picture';
import { Reel } from '@/components/ui/Reel';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import { percent, timeToGo } from '@/lib/format';
import { ownPath } from '@/lib/media';
import { isResting } from '@/lib/resting';
import { reelOf } from '../model/progress';
import { hasFile, sentenceFor } from '../model/status';

const Player = lazy(() => import('./Player'));

/** A film on the board, in a frame as high as its neighbours': its poster, its player once asked for, or how far it is. */
export function BoardScreen({ video }: { video: GenerationDto }) {
  const [isPlaying, setIsPlaying] = useState(false);
  return (
    <div className="relative grid aspect-video place-items-center overflow-hidden bg-sunken">
      {hasFile(video) ? (
        isPlaying ? (
          <Suspense fallback={null}>
            <Player key={String(video.metadata.revision)} video={video} />
          </Suspense>
        ) : (
          <Poster video={video} onPlay={() => setIsPlaying(true)} />
        )
      ) : (
        <Shape ratio={video.aspectRatio as AspectRatio} className="size-14 text-edge" />
      )}
      {!isResting(video.status) && <Under video={video} />}
    </div>
  );
}

function Poster({ video, onPlay }: { video: GenerationDto; onPlay: () => void }) {
  return (
    <button type="button" aria-label={`Play: ${video.prompt.slice(0, 80)}`} onClick={onPlay} className="group absolute inset-0 -outline-offset-4">
      <Picture src={`${ownPath(video.posterUrl)}?v=${video.metadata.revision}`} />
      <span className="absolute bottom-3 left-3 grid size-10 place-items-center rounded-full bg-black/70 text-white transition-transform group-hover:scale-110">
        <Play aria-hidden className="size-4 translate-x-px fill-current" />
      </span>
    </button>
  );
}

function Under({ video }: { video: GenerationDto }) {
  return (
    <div className="absolute inset-x-3 bottom-2 space-y-1.5 rounded-field bg-surface/90 p-2.5">
      <p className="flex justify-between gap-3 text-sm">
        <span className="truncate">{sentenceFor(video)}</span>
        <span className="tabular shrink-0 text-soft">
          {percent(video.progress)}
          {video.etaSeconds != null && `, ${timeToGo(video.etaSeconds)}`}
        </span>
      </p>
      <div role="progressbar" aria-label="Progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(video.progress * 100)}>
        <Reel shots={reelOf(video)} />
      </div>
    </div>
  );
}
