import { queryOptions, useQuery } from '@tanstack/react-query';
import { getCampaign } from '@/api';

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: async ({ signal }) => (await getCampaign({ path: { campaign_id: id }, signal })).data,
  });
}

/** A campaign; of none there is nothing to read. */
export function useCampaign(id: string | null) {
  return useQuery({ ...campaignQuery(id ?? ''), enabled: id !== null });
}
