import { Images } from 'lucide-react';
import { useState } from 'react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import type { CreativeDto } from '@/api';
import { cx } from '@/lib/cx';
import { useCreatives } from '../api/listCreatives';
import { useOrderCreatives } from '../api/orderCreatives';
import { moved } from '../model/order';
import { CreativeCard } from './CreativeCard';

interface Props {
  campaignId: string;
  onMakeVideos: () => void;
}

/** The videos that will be published, in their order, each with its words for each placement. */
export function Creatives({ campaignId, onMakeVideos }: Props) {
  const { data: creatives, error, refetch } = useCreatives(campaignId);
  const order = useOrderCreatives(campaignId);
  const [dragged, setDragged] = useState<string | null>(null);
  const [news, setNews] = useState('');
  const move = (creative: CreativeDto, to: number) => {
    if (!creatives) return;
    const next = moved(creatives, creatives.indexOf(creative), to);
    if (next === creatives) return;
    order.mutate(next);
    setNews(`${creative.title} is now ${to + 1} of ${creatives.length}.`);
  };
  const drop = (onto: number) => {
    const creative = creatives?.find(({ id }) => id === dragged);
    if (creative) move(creative, onto);
    setDragged(null);
  };
  return (
    <section aria-labelledby="creatives" className="@container">
      <h2 id="creatives" className="mb-3 text-lg font-semibold">
        Creatives
      </h2>
      <p role="status" className="sr-only">
        {news}
      </p>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {order.isError && <TroubleNotice error={order.error} />}
      {!creatives && !error && <Shade className="h-64 rounded-panel" />}
      {creatives?.length === 0 && (
        <div className="panel">
          <Empty
            picture={<Images className="size-10" strokeWidth={1.2} />}
            title="No creative yet"
            action={<Button onClick={onMakeVideos}>Go to the videos</Button>}
          >
            A creative is a video with the words beside it. Press “Add to creatives” at a video that you like.
          </Empty>
        </div>
      )}
      <ol className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-4', columnsFor(creatives?.length ?? 0))}>
        {creatives?.map((creative, index) => (
          <CreativeCard
            key={creative.id}
            creative={creative}
            index={index}
            count={creatives.length}
            isDragged={creative.id === dragged}
            onMove={(to) => move(creative, to)}
            onDragStart={() => setDragged(creative.id)}
            onDragEnd={() => setDragged(null)}
            onDrop={() => drop(index)}
          />
        ))}
      </ol>
    </section>
  );
}

/** No more columns than there are creatives, so that few of them have the whole width. */
function columnsFor(count: number): string {
  if (count <= 1) return '';
  return count === 2 ? '@4xl:grid-cols-2' : '@4xl:grid-cols-2 @7xl:grid-cols-3';
}
