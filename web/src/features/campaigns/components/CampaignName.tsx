import type { CampaignDto } from '@/api';
import { NameInput } from '@/components/ui/NameInput';
import { useMay } from '@/hooks/useMe';
import { useChangeCampaign } from '../api/changeCampaign';

/** The campaign's name, which is changed where it stands. */
export function CampaignName({ campaign }: { campaign: CampaignDto }) {
  const mayWrite = useMay('write');
  const change = useChangeCampaign(campaign.id);
  return (
    <h1 className="min-w-0 text-xl font-semibold tracking-tight">
      <span className="sr-only">{campaign.name}</span>
      {mayWrite ? (
        <NameInput label="Name of the campaign" name={campaign.name} onKeep={(name) => change.mutateAsync({ name })} />
      ) : (
        <span aria-hidden className="block truncate">
          {campaign.name}
        </span>
      )}
    </h1>
  );
}
