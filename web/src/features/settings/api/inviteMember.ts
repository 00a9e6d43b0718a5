import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type InviteDto, inviteMember } from '@/api';

/** Invites somebody; the link is in this answer only. */
export function useInviteMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: InviteDto) => (await inviteMember({ body })).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['invites'] }),
  });
}
