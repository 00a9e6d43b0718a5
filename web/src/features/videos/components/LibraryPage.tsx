import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Film, Plus, Search, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button, buttonClasses } from '@/components/ui/Button';
import { inputClasses } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { ShowEarlier } from '@/components/ui/ShowEarlier';
import { useDebounced } from '@/hooks/useDebounced';
import { useTitle } from '@/hooks/useTitle';
import { cx } from '@/lib/cx';
import { useVideos } from '../api/listVideos';
import { STATUSES } from '../model/status';
import { VideoCard } from './VideoCard';

/** Every video of the workspace, to search, to watch, to go on with. */
export function LibraryPage() {
  useTitle('Library');
  const filter = useSearch({ from: '/studio/library' });
  const { data, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useVideos(filter);
  const videos = data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Boolean(filter.text || filter.status);
  return (
    <>
      <PageHead title="Library">
        <Filters />
      </PageHead>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {isPending && <Waiting />}
      {data && videos.length === 0 && <Nothing isFiltered={isFiltered} />}
      <ul className={cx(GRID, isPlaceholderData && 'opacity-60')}>
        {videos.map((video) => (
          <VideoCard key={video.id} video={video} />
        ))}
      </ul>
      <ShowEarlier hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} className="mt-8 text-center" />
    </>
  );
}

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-x-4 gap-y-6';

function Filters() {
  const filter = useSearch({ from: '/studio/library' });
  const navigate = useNavigate({ from: '/library' });
  const [text, setText] = useState(filter.text ?? '');
  const rested = useDebounced(text.trim() || undefined, 300);
  useEffect(() => {
    void navigate({ search: (before) => ({ ...before, text: rested }), replace: true });
  }, [navigate, rested]);
  return (
    <search className="flex w-full gap-2 sm:w-auto">
      <span className="relative min-w-0 grow">
        <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-soft" />
        <input
          type="search"
          aria-label="Search the prompts"
          placeholder="Words of the prompt"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${inputClasses} h-10 pl-9 sm:!w-64`}
        />
      </span>
      <Select
        aria-label="Status"
        className="shrink-0"
        value={filter.status ?? ''}
        onChange={(event) => void navigate({ search: { ...filter, status: event.target.value || undefined }, replace: true })}
      >
        <option value="">Any status</option>
        {Object.entries(STATUSES).map(([status, { word }]) => (
          <option key={status} value={status}>
            {word}
          </option>
        ))}
      </Select>
    </search>
  );
}

function Waiting() {
  return (
    <div role="status" className={GRID}>
      <span className="sr-only">Loading</span>
      {Array.from({ length: 8 }, (_, index) => (
        <Shade key={index} className="aspect-[4/3]" />
      ))}
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty
        picture={<SearchX className="size-12" strokeWidth={1.2} />}
        title="No video fits"
        action={
          <Link to="/library" className={buttonClasses({})}>
            Show all
          </Link>
        }
      >
        Try fewer words, or any status.
      </Empty>
    );
  return (
    <Empty
      picture={<Film className="size-12" strokeWidth={1.2} />}
      title="Your first video goes here"
      action={
        <Link to="/new" className={buttonClasses({ look: 'primary' })}>
          <Plus aria-hidden className="size-4" />
          Make one
        </Link>
      }
    >
      Everything you make is kept under a link that does not change, also after the model is gone.
    </Empty>
  );
}
