import { useQuery } from '@tanstack/react-query';
import { listModels } from '@/api';
import { useConnection } from './useConnection';

/** Every model of the picker. They change with keys and catalogue, which is seldom. */
export function useModels() {
  const { client } = useConnection();
  return useQuery({
    queryKey: ['models'],
    queryFn: async ({ signal }) => (await listModels({ client, signal })).data,
    staleTime: 5 * 60_000,
  });
}
