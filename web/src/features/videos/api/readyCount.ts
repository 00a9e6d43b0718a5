import { useQuery } from '@tanstack/react-query';
import { listVideos } from '@/api';

/** How many of a campaign's videos are ready, up to a page of them. */
export function useReadyCount(campaign: string): number {
  const { data = 0 } = useQuery({
    queryKey: ['videos', 'list', { campaign, ready: true }],
    queryFn: async ({ signal }) => (await listVideos({ query: { campaign, status: 'succeeded', limit: 24 }, signal })).data.items.length,
  });
  return data;
}
