import type { CreativeDto } from '@/api';
import { Picture } from '@/components/ui/Picture';
import { ownPath } from '@/lib/media';

/** A creative's picture; nothing where its video was deleted. Decoration: the title beside it says what it is. */
export function Poster({ video }: { video: CreativeDto['video'] }) {
  return video.posterUrl && <Picture src={ownPath(video.posterUrl)} />;
}
