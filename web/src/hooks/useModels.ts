import { useQuery } from '@tanstack/react-query';
import { listModels } from '@/api';
import { useConnection } from './useConnection';

/** What models are called, by their keys; one that is not known by its key. */
export function useModelNames(): (key: string) => string {
  const { data } = useModels();
  return (key) => data?.find((one) => one.key === key)?.name ?? key;
}

/** Every model of the picker. They change with keys and catalogue, which is seldom. */
export function useModels() {
  const { client } = useConnection();
  return useQuery({
    queryKey: ['models'],
    queryFn: async ({ signal }) => (await listModels({ client, signal })).data,
    staleTime: 5 * 60_000,
  });
}
