import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteBrandKit } from '@/api';
import { kitsQuery } from './listKits';

export function useDeleteKit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteBrandKit({ path: { kit_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: kitsQuery.queryKey }),
  });
}
