import { useMutation, useQueryClient } from '@tanstack/react-query';
import { revokeApiKey } from '@/api';

export function useRevokeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => revokeApiKey({ path: { key_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}
