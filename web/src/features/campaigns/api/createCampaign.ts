import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createCampaign } from '@/api';
import { campaignQuery } from './getCampaign';

export function useCreateCampaign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => (await createCampaign({ body: { name } })).data,
    onSuccess: (campaign) => {
      queries.setQueryData(campaignQuery(campaign.id).queryKey, campaign);
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}
