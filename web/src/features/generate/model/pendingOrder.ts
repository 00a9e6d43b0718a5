import { randomId } from '@/lib/random';
import { readStored, removeStored, writeStored } from '@/lib/storage';
import type { Order } from './order';

/** An order that was sent, or is about to be, and whose answer has not arrived. */
export interface PendingOrder {
  wish: string;
  key: string;
  order: Order;
}

const nameOf = (desk: string) => `reelwright.pending-order.${desk}`;

/**
 * The order to send for a wish, with its idempotency key. After a lost answer the same wish gives the very same order
 * again, quote and key included, so that pressing the button twice, or after a reload, never buys it twice.
 */
export function claimOrder(desk: string, wish: string, order: Order): PendingOrder {
  const pending = readStored<PendingOrder>(nameOf(desk));
  if (pending?.wish === wish) return pending;
  const fresh = { wish, key: randomId(), order };
  writeStored(nameOf(desk), fresh);
  return fresh;
}

/** The server has answered: accepted or refused, nothing is open. */
export function settleOrder(desk: string): void {
  removeStored(nameOf(desk));
}
