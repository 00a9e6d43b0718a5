import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type MakeKeyDto, makeApiKey } from '@/api';

export function useMakeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: MakeKeyDto) => (await makeApiKey({ body })).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}
