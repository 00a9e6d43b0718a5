import { useEffect, useState } from 'react';
import { useMay } from '@/hooks/useMe';
import type { CampaignDto } from '@/api';
import { useChangeCampaign } from '../api/changeCampaign';

/** The campaign's name, which is changed where it stands. */
export function CampaignName({ campaign }: { campaign: CampaignDto }) {
  const mayWrite = useMay('write');
  const change = useChangeCampaign(campaign.id);
  const [name, setName] = useState(campaign.name);
  useEffect(() => setName(campaign.name), [campaign.name]);
  const keep = () => {
    const next = name.trim();
    if (!next) setName(campaign.name);
    else if (next !== campaign.name) change.mutate({ name: next }, { onError: () => setName(campaign.name) });
  };
  return (
    <h1 className="min-w-0 text-xl font-semibold tracking-tight">
      <span className="sr-only">{campaign.name}</span>
      {mayWrite ? (
        <input
          type="text"
          aria-label="Name of the campaign"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          className="-ml-2 w-full min-w-0 truncate rounded-field border border-transparent bg-transparent px-2 py-0.5 hover:border-line focus:border-edge focus:bg-surface"
        />
      ) : (
        <span aria-hidden className="block truncate">
          {campaign.name}
        </span>
      )}
    </h1>
  );
}
