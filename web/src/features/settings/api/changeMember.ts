import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeMember, type MemberDto } from '@/api';

/** Gives a member another role. */
export function useChangeMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ personId, role }: Pick<MemberDto, 'personId' | 'role'>) =>
      changeMember({ path: { person_id: personId }, body: { role } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['members'] }),
  });
}
