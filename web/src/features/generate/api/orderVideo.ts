import { useMutation, useQueryClient } from '@tanstack/react-query';
import { brandAnimation, generateVideo, productShowcase, socialMedia } from '@/api';
import { isProblem } from '@/lib/problem';
import type { Order } from '../model/order';
import { claimOrder, settleOrder } from '../model/pendingOrder';

/** Orders a video; the same wish after a lost answer is the same order. */
export function useOrderVideo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ wish, order }: { wish: string; order: Order }) => {
      const pending = claimOrder(wish, order);
      return (await send(pending.order, pending.key)).data;
    },
    onSuccess: (video) => {
      settleOrder();
      queries.setQueryData(['videos', 'one', video.id], video);
      void queries.invalidateQueries({ queryKey: ['videos', 'list'] });
      void queries.invalidateQueries({ queryKey: ['money'] });
    },
    onError: (error) => {
      if (isProblem(error) && error.status < 500) settleOrder();
    },
  });
}

function send(order: Order, key: string) {
  const headers = { 'Idempotency-Key': key };
  switch (order.kind) {
    case 'prompt':
      return generateVideo({ body: order.body, headers });
    case 'brand-animation':
      return brandAnimation({ body: order.body, headers });
    case 'product-showcase':
      return productShowcase({ body: order.body, headers });
    case 'social-media':
      return socialMedia({ body: order.body, headers });
  }
}
