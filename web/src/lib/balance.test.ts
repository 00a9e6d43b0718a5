import { expect, test } from 'vitest';
import { balanceOf, balanceOfCampaign, currentMonth, months, usedShare } from './balance';

const row = (scope: string, period: string, spentUsd: number, limitUsd: number | null = null) => ({
  scope,
  period,
  limitUsd,
  heldUsd: 1,
  spentUsd,
});
const budgets = [row('workspace:ws', 'total', 9), row('workspace:ws', '2026-11', 4, 10), row('campaign:c', '2026-11', 2), row('workspace:ws', '2026-10', 5)];

test('the workspace has a balance for each month; campaigns are not counted twice', () => {
  expect(balanceOf(budgets, '2026-11')).toEqual({ spent: 4, held: 1, limit: 10 });
  expect(balanceOf([], '2026-11')).toEqual({ spent: 0, held: 0, limit: null });
  expect(months(budgets).map(({ month }) => month)).toEqual(['2026-11', '2026-10']);
});

test('a campaign has one balance over all months', () => {
  expect(balanceOfCampaign([...budgets, row('campaign:c', 'total', 7, 20)], 'c')).toEqual({ spent: 7, held: 1, limit: 20 });
  expect(balanceOfCampaign(budgets, 'other')).toEqual({ spent: 0, held: 0, limit: null });
});

test('what is held counts against the limit; a limit of nothing is used up', () => {
  expect(usedShare({ spent: 4, held: 1, limit: 10 })).toBe(0.5);
  expect(usedShare({ spent: 0, held: 0, limit: 0 })).toBe(1);
  expect(usedShare({ spent: 4, held: 1, limit: null })).toBeNull();
});

test('months are counted as the server does, in UTC', () => {
  expect(currentMonth(new Date('2026-11-30T23:30:00-05:00'))).toBe('2026-12');
});
