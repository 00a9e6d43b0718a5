import { useInfiniteQuery } from '@tanstack/react-query';
import { listCampaigns } from '@/api';

/** The workspace's campaigns, the newest first. */
export function useCampaigns() {
  return useInfiniteQuery({
    queryKey: ['campaigns', 'list'],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) => (await listCampaigns({ query: { cursor: pageParam, limit: 24 }, signal })).data,
    getNextPageParam: (page) => page.nextCursor,
  });
}
