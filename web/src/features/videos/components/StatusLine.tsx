import type { GenerationDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { wordFor } from '../model/status';

/** Where a video stands, in a word that screen readers hear when it changes. */
export function StatusLine({ video, isLive }: { video: GenerationDto; isLive: boolean }) {
  const { word, tone } = wordFor(video.status);
  return (
    <>
      <span role="status">
        <Badge tone={tone}>{word}</Badge>
      </span>
      {!isLive && <span className="text-sm text-soft">Connecting again…</span>}
    </>
  );
}
