import { Link } from '@tanstack/react-router';
import type { GenerationDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { Picture } from '@/components/ui/Picture';
import { Reel } from '@/components/ui/Reel';
import { type AspectRatio, Shape } from '@/components/ui/Shape';
import { ago, money, percent, seconds } from '@/lib/format';
import { ownPath } from '@/lib/media';
import { isResting } from '@/lib/resting';
import { reelOf } from '../model/progress';
import { hasFile, wordFor } from '../model/status';

/** A video in the library: what it looks like, or how far it is. */
export function VideoCard({ video }: { video: GenerationDto }) {
  const { word, tone } = wordFor(video.status);
  const isRunning = !isResting(video.status);
  return (
    <li className="group relative min-w-0">
      <div className="relative mb-2.5 grid aspect-video place-items-center overflow-hidden rounded-panel border border-line bg-sunken">
        {hasFile(video) ? (
          <Picture src={ownPath(video.posterUrl)} />
        ) : (
          <Shape ratio={video.aspectRatio as AspectRatio} className="size-12 text-edge" />
        )}
        {isRunning && (
          <div className="absolute inset-x-3 bottom-2">
            <Reel shots={reelOf(video)} />
          </div>
        )}
        <span className="tabular absolute top-2 right-2 rounded bg-black/70 px-1.5 py-0.5 text-xs text-white">
          {seconds(video.duration)}
        </span>
      </div>
      <Link
        to="/videos/$id"
        params={{ id: video.id }}
        className="line-clamp-2 font-medium after:absolute after:inset-0 hover:underline"
      >
        {video.prompt}
      </Link>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
        {video.status !== 'succeeded' && (
          <Badge tone={tone}>
            {word}
            {isRunning && ` ${percent(video.progress)}`}
          </Badge>
        )}
        <span>{video.aspectRatio}</span>
        <span aria-hidden>·</span>
        <span className="tabular">{money(video.price.chargedUsd)}</span>
        <span aria-hidden>·</span>
        <time dateTime={video.createdAt}>{ago(video.createdAt)}</time>
      </p>
    </li>
  );
}
