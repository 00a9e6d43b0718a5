import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PublishDto, publishCreatives } from '@/api';
import { creativesQuery } from './listCreatives';
import { publicationsQuery } from './listPublications';

/** Publishes creatives; the same revision to the same channel is published once. */
export function usePublish(campaignId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PublishDto) => publishCreatives({ path: { campaign_id: campaignId }, body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: creativesQuery(campaignId).queryKey });
      return queries.invalidateQueries({ queryKey: publicationsQuery(campaignId).queryKey });
    },
  });
}
