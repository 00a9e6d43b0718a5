import { Link } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GenerationDto } from '@/api';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { ShowEarlier } from '@/components/ui/ShowEarlier';
import { isResting } from '@/lib/resting';
import { useVideos } from '../api/listVideos';
import { BoardCard } from './BoardCard';

interface Props {
  campaignId: string;
  /** What can be done with a video here. */
  actions: (video: GenerationDto) => ReactNode;
}

// A browser opens six connections to a server; the news of the workspace, the chat and the generator take three.
const MOST_FOLLOWED = 1;

/** The videos of a campaign with their shots and takes, each live while it is made. */
export function Board({ campaignId, actions }: Props) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useVideos({ campaign: campaignId });
  const videos = data?.pages.flatMap((page) => page.items) ?? [];
  const followed = new Set(videos.filter(({ status }) => !isResting(status)).slice(0, MOST_FOLLOWED).map(({ id }) => id));
  return (
    <section aria-labelledby="board" className="@container">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 id="board" className="text-lg font-semibold">
          Videos
        </h2>
        <Link to="/library" className="text-sm text-soft underline-offset-4 hover:text-ink hover:underline">
          Open the library
        </Link>
      </div>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {isPending && <Shade className="h-64 rounded-panel" />}
      {data && videos.length === 0 && (
        <div className="panel">
          <Empty picture={<Clapperboard className="size-10" strokeWidth={1.2} />} title="The campaign’s videos appear here">
            Press “Generate Videos” in the chat: the generator opens beside it, filled with what the brief says.
          </Empty>
        </div>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 @2xl:grid-cols-2 @6xl:grid-cols-3">
        {videos.map((video) => (
          <BoardCard key={video.id} video={video} isFollowed={followed.has(video.id)} actions={actions} />
        ))}
      </ul>
      <ShowEarlier hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} className="mt-4 text-center" />
    </section>
  );
}
