import { useQuery } from '@tanstack/react-query';
import { listDeliveries } from '@/api';

export const deliveriesKey = (endpointId: string) => ['webhook-deliveries', endpointId];

/** What was sent to an endpoint, the newest first; asked again while something is on its way. */
export function useDeliveries(endpointId: string) {
  return useQuery({
    queryKey: deliveriesKey(endpointId),
    queryFn: async ({ signal }) => (await listDeliveries({ path: { endpoint_id: endpointId }, signal })).data.items,
    refetchInterval: 4000,
  });
}
