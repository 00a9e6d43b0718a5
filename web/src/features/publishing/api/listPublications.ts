import { queryOptions, useQuery } from '@tanstack/react-query';
import { listPublications } from '@/api';
import { isMoving } from '../model/publications';

const LOOK_AGAIN_MS = 1200;

export function publicationsQuery(campaignId: string) {
  return queryOptions({
    queryKey: ['publications', campaignId],
    queryFn: async ({ signal }) =>
      (await listPublications({ path: { campaign_id: campaignId }, query: { limit: 100 }, signal })).data.items,
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? LOOK_AGAIN_MS : false),
  });
}

/** What was published of a campaign, where, and how that went; asked again while something is on its way. */
export function usePublications(campaignId: string) {
  return useQuery(publicationsQuery(campaignId));
}
