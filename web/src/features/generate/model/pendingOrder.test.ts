// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { EMPTY } from './draft';
import { orderOf } from './order';
import { claimOrder, settleOrder } from './pendingOrder';

const order = (quoteId: string) => orderOf({ ...EMPTY, prompt: 'A calm sea' }, 'studio', {}, quoteId);

beforeEach(() => settleOrder('ws'));

test('after a lost answer the same wish is the same order, with its first quote', () => {
  const first = claimOrder('ws', 'wish', order('quo_1'));
  expect(claimOrder('ws', 'wish', order('quo_2'))).toEqual(first);
});

test('another wish, or one after an answer, is another order', () => {
  const first = claimOrder('ws', 'wish', order('quo_1'));
  expect(claimOrder('ws', 'other wish', order('quo_1')).key).not.toBe(first.key);
  settleOrder('ws');
  expect(claimOrder('ws', 'wish', order('quo_1')).key).not.toBe(first.key);
});
