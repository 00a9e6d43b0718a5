import { useQuery } from '@tanstack/react-query';
import { listMembers } from '@/api';

export function useMembers() {
  return useQuery({ queryKey: ['members'], queryFn: async ({ signal }) => (await listMembers({ signal })).data });
}
