import { useQuery } from '@tanstack/react-query';
import { listBrandKits } from '@/api';
import { useConnection } from '@/hooks/useConnection';

/** The workspace's brand kits. */
export function useBrandKits() {
  const { client } = useConnection();
  return useQuery({
    queryKey: ['brand-kits'],
    queryFn: async ({ signal }) => (await listBrandKits({ client, signal })).data.items,
    staleTime: 60_000,
  });
}
