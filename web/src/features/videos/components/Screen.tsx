import { lazy, Suspense } from 'react';
import type { GenerationDto } from '@/api';
import { Backdrop } from '@/components/ui/Picture';
import { useConnection } from '@/hooks/useConnection';
import { useLookedAt } from '@/hooks/useLookedAt';
import { isResting } from '@/lib/resting';
import { useTellWhenDone } from '../api/useTellWhenDone';
import { hasFile } from '../model/status';
import { Making } from './Making';

const Player = lazy(() => import('./Player'));

// What stands above the film and the buttons under it need 22.5rem: the film never pushes them out of sight.
const HIGHEST = 'max(15rem, 100dvh - 22.5rem)';

/** The film's place on the page: the film, in its own shape from the first moment, or how far it is. */
export function Screen({ video }: { video: GenerationDto }) {
  useTellWhenDone(video);
  useLookedAt(video.id);
  const isRunning = !isResting(video.status);
  if (!hasFile(video)) return isRunning && <Making video={video} />;
  return (
    <div className="space-y-4">
      {isRunning && <Making video={video} isBeside />}
      <Film video={video} />
    </div>
  );
}

function Film({ video }: { video: GenerationDto }) {
  const { reach } = useConnection();
  const { width, height } = video.plan;
  return (
    <div className="relative overflow-hidden rounded-panel bg-sunken">
      <Backdrop src={reach(video.posterUrl)} />
      <div
        style={{ aspectRatio: `${width} / ${height}`, maxWidth: `calc(${HIGHEST} * ${width / height})` }}
        className="relative mx-auto w-full overflow-hidden"
      >
        <Suspense fallback={null}>
          <Player key={String(video.metadata.revision)} video={video} />
        </Suspense>
      </div>
    </div>
  );
}
