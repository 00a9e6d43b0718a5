import { useMutation } from '@tanstack/react-query';
import { type AcceptDto, acceptInvite } from '@/api';
import { startSession } from '@/lib/session';

export function useAcceptInvite() {
  return useMutation({
    mutationFn: async (body: AcceptDto) => (await acceptInvite({ body })).data,
    onSuccess: startSession,
  });
}
