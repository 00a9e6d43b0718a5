import { queryOptions, useQuery } from '@tanstack/react-query';
import { listCreatives } from '@/api';
import { isResting } from '@/lib/resting';

export function creativesQuery(campaignId: string) {
  return queryOptions({
    queryKey: ['creatives', campaignId],
    queryFn: async ({ signal }) => (await listCreatives({ path: { campaign_id: campaignId }, signal })).data.items,
    refetchInterval: ({ state }) => (state.data?.some(({ video }) => !isResting(video.status)) ? 3000 : false),
  });
}

/** A campaign's creatives in their order. */
export function useCreatives(campaignId: string) {
  return useQuery(creativesQuery(campaignId));
}
