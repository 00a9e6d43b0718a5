import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addCreative } from '@/api';
import { creativesQuery } from './listCreatives';

/** Puts a video among the campaign's creatives; twice is once. */
export function useAddCreative(campaignId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (generationId: string) =>
      (await addCreative({ path: { campaign_id: campaignId }, body: { generationId } })).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: creativesQuery(campaignId).queryKey }),
  });
}
