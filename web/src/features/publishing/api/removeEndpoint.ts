import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteWebhookEndpoint } from '@/api';
import { endpointsQuery } from './endpoints';

export function useRemoveEndpoint(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteWebhookEndpoint({ path: { endpoint_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: endpointsQuery.queryKey }),
  });
}
