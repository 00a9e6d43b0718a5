import { QueryClient } from '@tanstack/react-query';
import { isFinal } from '@/lib/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
    },
    // What spends or deletes is never sent twice by itself, and none is held back in silence: the server may be this machine.
    mutations: { retry: false, networkMode: 'always' },
  },
});
