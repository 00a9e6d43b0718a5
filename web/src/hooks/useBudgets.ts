import { useQuery } from '@tanstack/react-query';
import { listBudgets } from '@/api';

/** What is held and spent, and the limits, by scope and period. */
export function useBudgets() {
  return useQuery({
    queryKey: ['money', 'budgets'],
    queryFn: async ({ signal }) => (await listBudgets({ signal })).data,
  });
}
