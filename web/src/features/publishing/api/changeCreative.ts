import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeCreativeDto, changeCreative } from '@/api';
import { creativesQuery } from './listCreatives';

/** Changes the fields that are given; one change after the other. */
export function useChangeCreative(campaignId: string, id: string) {
  const queries = useQueryClient();
  const { queryKey } = creativesQuery(campaignId);
  return useMutation({
    scope: { id: `creative ${id}` },
    mutationFn: async (body: ChangeCreativeDto) =>
      (await changeCreative({ path: { campaign_id: campaignId, creative_id: id }, body })).data,
    onMutate: () => queries.cancelQueries({ queryKey }), // an answer from before would undo it
    onSuccess: (creative) =>
      queries.setQueryData(queryKey, (all) => all?.map((one) => (one.id === id ? creative : one))),
  });
}
