import { queryOptions, useQuery } from '@tanstack/react-query';
import { listWebhookEndpoints } from '@/api';

export const endpointsQuery = queryOptions({
  queryKey: ['webhook-endpoints'],
  queryFn: async ({ signal }) => (await listWebhookEndpoints({ signal })).data.items,
});

/** The workspace's webhook endpoints. */
export function useEndpoints() {
  return useQuery(endpointsQuery);
}
