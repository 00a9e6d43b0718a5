import { useMutation } from '@tanstack/react-query';
import type { Problem } from '@/api';
import { signedFetch } from '@/lib/client';
import { saveFile } from '@/lib/files';

/** Saves everything that was published of a campaign as one file. */
export function useCampaignBundle(campaignId: string, name: string) {
  return useMutation({
    mutationFn: async () => {
      const answer = await signedFetch(`/api/campaigns/${campaignId}/bundle`);
      if (!answer.ok) throw (await answer.json()) as Problem;
      saveFile(await answer.blob(), `${name}.zip`);
    },
  });
}
