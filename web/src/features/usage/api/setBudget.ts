import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SetBudgetDto, setBudget } from '@/api';

export function useSetBudget() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: SetBudgetDto) => (await setBudget({ body })).data,
    onSuccess: (budgets) => queries.setQueryData(['money', 'budgets'], budgets),
  });
}
