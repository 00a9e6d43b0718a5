import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeWorkspace, type ChangeWorkspaceDto } from '@/api';

/** Changes the workspace's name or what its orders begin with. */
export function useChangeWorkspace() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeWorkspaceDto) => changeWorkspace({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
}
