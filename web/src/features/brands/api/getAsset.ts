import { queryOptions, useQuery } from '@tanstack/react-query';
import { getAsset } from '@/api';

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ['assets', id],
    queryFn: async ({ signal }) => (await getAsset({ path: { asset_id: id }, signal })).data,
    staleTime: 5 * 60_000, // its link holds longer
  });
}

export function useAsset(id: string) {
  return useQuery(assetQuery(id));
}
