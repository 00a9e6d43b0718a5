import { useMutation, useQueryClient } from '@tanstack/react-query';
import { brandAnimation, generateVideo, productShowcase, socialMedia } from '@/api';
import type { Client } from '@/api/client';
import { useConnection } from '@/hooks/useConnection';
import { isProblem } from '@/lib/problem';
import type { Order } from '../model/order';
import { claimOrder, settleOrder } from '../model/pendingOrder';
import { useDesk } from '../model/useDesk';

/** Orders a video; the same wish after a lost answer is the same order. */
export function useOrderVideo() {
  const queries = useQueryClient();
  const { client } = useConnection();
  const { key } = useDesk();
  return useMutation({
    mutationFn: async ({ wish, order }: { wish: string; order: Order }) => {
      const pending = claimOrder(key, wish, order);
      return (await send(client, pending.order, pending.key)).data;
    },
    onSuccess: (video) => {
      settleOrder(key);
      queries.setQueryData(['videos', 'one', video.id], video);
      void queries.invalidateQueries({ queryKey: ['videos', 'list'] });
      void queries.invalidateQueries({ queryKey: ['money'] });
    },
    onError: (error) => {
      if (isProblem(error) && error.status < 500) settleOrder(key);
    },
  });
}

function send(client: Client, order: Order, idempotencyKey: string) {
  const headers = { 'Idempotency-Key': idempotencyKey };
  switch (order.kind) {
    case 'generate':
      return generateVideo({ client, body: order.body, headers });
    case 'brand-animation':
      return brandAnimation({ client, body: order.body, headers });
    case 'product-showcase':
      return productShowcase({ client, body: order.body, headers });
    case 'social-media':
      return socialMedia({ client, body: order.body, headers });
  }
}
