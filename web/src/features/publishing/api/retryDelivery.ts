import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryDelivery } from '@/api';
import { deliveriesKey } from './deliveries';

export function useRetryDelivery(endpointId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => retryDelivery({ path: { delivery_id: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: deliveriesKey(endpointId) }),
  });
}
