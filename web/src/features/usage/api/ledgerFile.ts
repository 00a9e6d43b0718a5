import { useMutation } from '@tanstack/react-query';
import { signedFetch } from '@/lib/client';
import { saveFile } from '@/lib/files';

/** Saves the whole ledger as CSV. Fetched, not linked: a link cannot carry the sign-in. */
export function useLedgerFile() {
  return useMutation({
    mutationFn: async () => {
      const answer = await signedFetch('/api/ledger?format=csv');
      if (!answer.ok) throw await answer.json();
      saveFile(await answer.blob(), 'reelwright-ledger.csv');
    },
  });
}
