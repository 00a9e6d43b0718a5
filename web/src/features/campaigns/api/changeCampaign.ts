import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeCampaignDto, changeCampaign } from '@/api';
import { campaignQuery } from './getCampaign';

/** Changes the fields that are given; one change after the other, so that the last one typed is the last one kept. */
export function useChangeCampaign(id: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `campaign ${id}` },
    mutationFn: async (body: ChangeCampaignDto) => (await changeCampaign({ path: { campaign_id: id }, body })).data,
    onMutate: () => queries.cancelQueries({ queryKey: campaignQuery(id).queryKey }), // an answer from before would undo it
    onSuccess: (campaign, change) => {
      queries.setQueryData(campaignQuery(id).queryKey, campaign);
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
      if (change.brief?.budgetUsd !== undefined) void queries.invalidateQueries({ queryKey: ['money'] });
    },
  });
}
