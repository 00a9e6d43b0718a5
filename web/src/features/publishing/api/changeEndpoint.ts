import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEndpointDto, changeWebhookEndpoint } from '@/api';
import { endpointsQuery } from './endpoints';

export function useChangeEndpoint(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeEndpointDto) => changeWebhookEndpoint({ path: { endpoint_id: id }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: endpointsQuery.queryKey }),
  });
}
