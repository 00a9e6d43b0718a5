import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '@/lib/problem';

const isFinal = (error: unknown) => isProblem(error) && error.status < 500 && error.status !== 429;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
    },
    mutations: { retry: false }, // what spends or deletes is never sent twice by itself
  },
});
