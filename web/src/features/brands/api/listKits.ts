import { queryOptions, useQuery } from '@tanstack/react-query';
import { listBrandKits } from '@/api';

export const kitsQuery = queryOptions({
  queryKey: ['brand-kits'],
  queryFn: async ({ signal }) => (await listBrandKits({ query: { limit: 100 }, signal })).data.items,
});

/** The workspace's brand kits. */
export function useKits() {
  return useQuery(kitsQuery);
}
