import { useQuery } from '@tanstack/react-query';
import { listTemplates } from '@/api';
import { useConnection } from '@/hooks/useConnection';

/** Every template that an order may name. They change with the server's version only. */
export function useTemplates() {
  const { client } = useConnection();
  return useQuery({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => (await listTemplates({ client, signal })).data,
    staleTime: 60 * 60_000,
  });
}
