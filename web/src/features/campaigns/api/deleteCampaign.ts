import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteCampaign } from '@/api';
import { campaignQuery } from './getCampaign';

/** Deletes a campaign; its videos stay in the library. */
export function useDeleteCampaign(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteCampaign({ path: { campaign_id: id } }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: campaignQuery(id).queryKey });
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}
