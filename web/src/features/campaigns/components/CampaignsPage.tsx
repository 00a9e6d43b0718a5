import { Clapperboard } from 'lucide-react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { ShowEarlier } from '@/components/ui/ShowEarlier';
import { useMay } from '@/hooks/useMe';
import { useTitle } from '@/hooks/useTitle';
import { useCampaigns } from '../api/listCampaigns';
import { CampaignCard } from './CampaignCard';
import { FirstCampaign } from './FirstCampaign';
import { NewCampaign } from './NewCampaign';

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-4 sm:gap-5';

/** Where the studio opens: every campaign, and the way into a new one. */
export function CampaignsPage() {
  useTitle('Campaigns');
  const mayWrite = useMay('write');
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useCampaigns();
  const campaigns = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-10 gap-y-5">
        <div className="max-w-xl">
          <h1 className="text-3xl font-semibold tracking-tight">Campaigns</h1>
          <p className="mt-1 text-soft">Say what you want to tell. The brief, the videos and the posts follow from there.</p>
        </div>
        {mayWrite && <NewCampaign />}
      </div>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {isPending && <Waiting />}
      {data && mayWrite && campaigns.every(({ isSample }) => isSample) && <FirstCampaign />}
      {data && !mayWrite && campaigns.length === 0 && (
        <Empty picture={<Clapperboard className="size-12" strokeWidth={1.2} />} title="No campaign yet">
          When somebody of this workspace starts one, it is here.
        </Empty>
      )}
      <ul className={GRID}>
        {campaigns.map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} />
        ))}
      </ul>
      <ShowEarlier hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} className="mt-8 text-center" />
    </>
  );
}

function Waiting() {
  return (
    <div role="status" className={GRID}>
      <span className="sr-only">Loading</span>
      {Array.from({ length: 3 }, (_, index) => (
        <Shade key={index} className="h-72 rounded-panel" />
      ))}
    </div>
  );
}
