import { randomId } from '@/lib/random';
import { readStored, removeStored, writeStored } from '@/lib/storage';
import type { Order } from './order';

/** An order that was sent, or is about to be, and whose answer has not arrived. */
export interface PendingOrder {
  wish: string;
  key: string;
  order: Order;
}

const KEY = 'reelwright.pending-order';

/**
 * The order to send for a wish, with its idempotency key. After a lost answer the same wish gives the very same order
 * again, quote and key included, so that pressing the button twice, or after a reload, never buys it twice.
 */
export function claimOrder(wish: string, order: Order): PendingOrder {
  const pending = readStored<PendingOrder>(KEY);
  if (pending?.wish === wish) return pending;
  const fresh = { wish, key: randomId(), order };
  writeStored(KEY, fresh);
  return fresh;
}

/** The server has answered: accepted or refused, nothing is open. */
export function settleOrder(): void {
  removeStored(KEY);
}
