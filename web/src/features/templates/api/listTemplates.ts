import { useQuery } from '@tanstack/react-query';
import { listTemplates } from '@/api';

/** The scenes that can be filled with words. */
export function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => (await listTemplates({ signal })).data,
    staleTime: Infinity,
  });
}
