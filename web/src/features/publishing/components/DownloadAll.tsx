import { Download } from 'lucide-react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useCampaignBundle } from '../api/campaignBundle';

/** Everything that was published as a bundle, in one file. */
export function DownloadAll({ campaignId, name }: { campaignId: string; name: string }) {
  const bundle = useCampaignBundle(campaignId, name);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button isBusy={bundle.isPending} onClick={() => bundle.mutate()}>
        <Download aria-hidden className="size-4" />
        Download all
      </Button>
      {bundle.isError && <TroubleNotice error={bundle.error} />}
    </div>
  );
}
