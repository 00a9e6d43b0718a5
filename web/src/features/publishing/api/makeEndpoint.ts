import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CreateEndpointDto, createWebhookEndpoint } from '@/api';
import { endpointsQuery } from './endpoints';

/** Makes an endpoint; its secret is in this answer only. */
export function useMakeEndpoint() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: CreateEndpointDto) => (await createWebhookEndpoint({ body })).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: endpointsQuery.queryKey }),
  });
}
