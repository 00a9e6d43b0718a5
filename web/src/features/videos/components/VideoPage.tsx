import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageLoading } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button, buttonClasses } from '@/components/ui/Button';
import { useTitle } from '@/hooks/useTitle';
import { troubleOf } from '@/lib/problem';
import { useLiveVideo } from '../api/followVideo';
import { StatusLine } from './StatusLine';
import { VideoView } from './VideoView';

interface Props {
  /** Begin another video from the settings of this one. */
  onAgain: () => void;
  /** What else can be done with it. */
  more: ReactNode;
  /** What it belongs to, if to anything. */
  campaign: ReactNode;
}

/** One video as a page of its own. */
export function VideoPage({ onAgain, more, campaign }: Props) {
  const { id } = useParams({ from: '/studio/videos/$id' });
  const navigate = useNavigate();
  const { data: video, error, isLive, refetch } = useLiveVideo(id);
  useTitle(video ? video.prompt.slice(0, 60) : 'Video');
  if (!video && error) return <Unreadable error={error} onAgain={() => void refetch()} />;
  if (!video) return <PageLoading />;
  return (
    <article>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link to="/library" className={buttonClasses({ look: 'quiet', size: 'small' }, '-ml-2.5')}>
          <ArrowLeft aria-hidden className="size-4" />
          Library
        </Link>
        <StatusLine video={video} isLive={isLive} />
      </div>
      <VideoView
        video={video}
        campaign={campaign}
        more={more}
        onAgain={onAgain}
        onDeleted={() => void navigate({ to: '/library' })}
      />
    </article>
  );
}

function Unreadable({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const isGone = troubleOf(error).status === 404;
  return (
    <div className="max-w-xl">
      <PageHead title={isGone ? 'No such video' : 'Video'} />
      <TroubleNotice
        error={error}
        actions={
          isGone ? (
            <Link to="/library" className={buttonClasses({ size: 'small' })}>
              Open the library
            </Link>
          ) : (
            <Button size="small" onClick={onAgain}>
              Try again
            </Button>
          )
        }
      />
    </div>
  );
}
