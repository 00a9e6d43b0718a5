import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useLiveVideo } from '@/features/videos/api/followVideo';
import { StatusLine } from '@/features/videos/components/StatusLine';
import { VideoView } from '@/features/videos/components/VideoView';

interface Props {
  id: string;
  onBack: () => void;
  onAgain: (video: GenerationDto) => void;
  actionsFor?: ((video: GenerationDto) => ReactNode) | undefined;
}

/** What was ordered, in the place of the generator; the way back is always open, as making goes on without us. */
export default function Ordered({ id, onBack, onAgain, actionsFor }: Props) {
  const { data: video, error, isLive, refetch } = useLiveVideo(id);
  return (
    <div>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="quiet" size="small" className="-ml-2.5" onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
          New video
        </Button>
        {video && <StatusLine video={video} isLive={isLive} />}
      </div>
      {!video && error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {!video && !error && <PageLoading />}
      {video && <VideoView video={video} onAgain={onAgain} onDeleted={onBack} more={actionsFor?.(video)} />}
    </div>
  );
}
