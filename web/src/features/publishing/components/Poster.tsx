import type { CreativeDto } from '@/api';
import { ownPath } from '@/lib/media';

/** A creative's picture; nothing where its video was deleted. Decoration: the title beside it says what it is. */
export function Poster({ video, className }: { video: CreativeDto['video']; className: string }) {
  if (!video.posterUrl) return null;
  return <img src={ownPath(video.posterUrl)} alt="" loading="lazy" className={className} />;
}
