import { useMutation } from '@tanstack/react-query';
import { useSignInLink } from '@/api';
import { startSession } from '@/lib/session';

// The operation is called "use sign-in link"; it is no React hook.
const openLink = useSignInLink;

/** Signs in by a one-time link; the link is used up by this. */
export function useOneTimeLink() {
  return useMutation({
    mutationFn: async (token: string) => (await openLink({ path: { token } })).data,
    onSuccess: startSession,
  });
}
