import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteCreative } from '@/api';
import { creativesQuery } from './listCreatives';

/** Takes a creative out of the campaign; its video stays. */
export function useRemoveCreative(campaignId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteCreative({ path: { campaign_id: campaignId, creative_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: creativesQuery(campaignId).queryKey }),
  });
}
