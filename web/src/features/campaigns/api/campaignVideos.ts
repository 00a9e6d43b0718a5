import { useQuery } from '@tanstack/react-query';
import { listVideos } from '@/api';

/** The newest videos of a campaign, and how many of them are ready. */
export function useCampaignVideos(campaign: string, limit: number) {
  return useQuery({
    queryKey: ['videos', 'list', { campaign, limit }],
    queryFn: async ({ signal }) => (await listVideos({ query: { campaign, limit }, signal })).data.items,
  });
}
