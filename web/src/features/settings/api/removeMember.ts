import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeMember } from '@/api';

export function useRemoveMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (personId: string) => removeMember({ path: { person_id: personId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }),
  });
}
