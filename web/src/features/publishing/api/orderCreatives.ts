import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CreativeDto, orderCreatives } from '@/api';
import { creativesQuery } from './listCreatives';

/** Puts the creatives into another order, shown at once and taken back where the server refuses it. */
export function useOrderCreatives(campaignId: string) {
  const queries = useQueryClient();
  const { queryKey } = creativesQuery(campaignId);
  return useMutation({
    scope: { id: `creatives of ${campaignId}` },
    mutationFn: (creatives: readonly CreativeDto[]) =>
      orderCreatives({ path: { campaign_id: campaignId }, body: { ids: creatives.map(({ id }) => id) } }),
    onMutate: async (creatives) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, [...creatives]);
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}
