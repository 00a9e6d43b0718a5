import { useMutation, useQueryClient } from '@tanstack/react-query';
import { withdrawInvite } from '@/api';

export function useWithdrawInvite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => withdrawInvite({ path: { invite_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['invites'] }),
  });
}
