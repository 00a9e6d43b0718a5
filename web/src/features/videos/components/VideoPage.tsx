import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Badge } from '@/components/ui/Badge';
import { Button, buttonClasses } from '@/components/ui/Button';
import { useTitle } from '@/hooks/useTitle';
import { troubleOf } from '@/lib/problem';
import { useLiveVideo } from '../api/followVideo';
import { wordFor } from '../model/status';
import { Actions } from './Actions';
import { Attention } from './Attention';
import { Ended } from './Ended';
import { Facts } from './Facts';
import { Screen } from './Screen';
import { Shots } from './Shots';
import { Wording } from './Wording';

/** One video: its picture or its progress, what can be done with it, and everything known of it. */
export function VideoPage() {
  const { id } = useParams({ from: '/studio/videos/$id' });
  const { data: video, error, isLive, refetch } = useLiveVideo(id);
  useTitle(video ? video.prompt.slice(0, 60) : 'Video');
  if (!video && error) return <Unreadable error={error} onAgain={() => void refetch()} />;
  if (!video) return <PageLoading />;
  return <Loaded video={video} isLive={isLive} />;
}

function Loaded({ video, isLive }: { video: GenerationDto; isLive: boolean }) {
  const { word, tone } = wordFor(video.status);
  const news = video.warnings.filter((warning) => warning !== video.servedBy.reason); // that is among the facts
  return (
    <article>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link to="/library" className={buttonClasses({ look: 'quiet', size: 'small' }, '-ml-2.5')}>
          <ArrowLeft aria-hidden className="size-4" />
          Library
        </Link>
        <span role="status">
          <Badge tone={tone}>{word}</Badge>
        </span>
        {!isLive && <span className="text-sm text-soft">Connecting again…</span>}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-6">
          <Screen video={video} />
          {video.status === 'needs_attention' && <Attention video={video} />}
          <Ended video={video} />
          {news.map((warning) => (
            <Notice key={warning} kind="warning">
              {warning}
            </Notice>
          ))}
          <Actions video={video} />
          <Wording video={video} />
          <Shots video={video} />
        </div>
        <Facts video={video} />
      </div>
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
