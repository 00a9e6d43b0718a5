import { queryOptions, useQuery } from '@tanstack/react-query';
import { listCreatives } from '@/api';

export function creativesQuery(campaignId: string) {
  return queryOptions({
    queryKey: ['creatives', campaignId],
    queryFn: async ({ signal }) => (await listCreatives({ path: { campaign_id: campaignId }, signal })).data.items,
    refetchInterval: ({ state }) => (state.data?.some(({ video }) => IN_WORK.has(video.status)) ? 3000 : false),
  });
}

const IN_WORK = new Set(['queued', 'refining', 'preparing', 'generating', 'finishing', 'storing']);

/** A campaign's creatives in their order. */
export function useCreatives(campaignId: string) {
  return useQuery(creativesQuery(campaignId));
}
