import { useMutation, useQueryClient } from '@tanstack/react-query';
import { testWebhookEndpoint } from '@/api';
import { deliveriesKey } from './deliveries';
import { endpointsQuery } from './endpoints';

/** Sends a test event to an endpoint. */
export function useTestEndpoint(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => testWebhookEndpoint({ path: { endpoint_id: id } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: deliveriesKey(id) });
      return queries.invalidateQueries({ queryKey: endpointsQuery.queryKey });
    },
  });
}
