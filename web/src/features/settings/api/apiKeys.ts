import { useQuery } from '@tanstack/react-query';
import { listApiKeys } from '@/api';

export function useApiKeys() {
  return useQuery({ queryKey: ['api-keys'], queryFn: async ({ signal }) => (await listApiKeys({ signal })).data });
}
