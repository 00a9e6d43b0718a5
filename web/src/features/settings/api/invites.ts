import { useQuery } from '@tanstack/react-query';
import { listInvites } from '@/api';

/** Invitations that wait for an answer. */
export function useInvites(isWanted: boolean) {
  return useQuery({
    queryKey: ['invites'],
    queryFn: async ({ signal }) => (await listInvites({ signal })).data,
    enabled: isWanted,
  });
}
