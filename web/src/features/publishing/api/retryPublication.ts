import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryPublication } from '@/api';
import { publicationsQuery } from './listPublications';

export function useRetryPublication(campaignId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => retryPublication({ path: { publication_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: publicationsQuery(campaignId).queryKey }),
  });
}
