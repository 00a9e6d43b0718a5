import type { BudgetDto } from '@/api';

/** One account of the workspace; the limit is null where there is none. */
export interface Balance {
  spent: number;
  held: number;
  limit: number | null;
}

const NOTHING: Balance = { spent: 0, held: 0, limit: null };

/** The period the server books into now: months are counted in UTC. */
export function currentMonth(now: Date = new Date()): string {
  return now.toISOString().slice(0, 7);
}

/** The workspace's balance of a period: a month (`2026-11`) or `total`. An account without a row was never touched. */
export function balanceOf(budgets: readonly BudgetDto[], period: string): Balance {
  const row = budgets.find((one) => one.scope.startsWith('workspace:') && one.period === period);
  return row ? { spent: row.spentUsd, held: row.heldUsd, limit: row.limitUsd } : NOTHING;
}

/** What a campaign has cost in all. */
export function balanceOfCampaign(budgets: readonly BudgetDto[], campaignId: string): Balance {
  const row = budgets.find((one) => one.scope === `campaign:${campaignId}` && one.period === 'total');
  return row ? { spent: row.spentUsd, held: row.heldUsd, limit: row.limitUsd } : NOTHING;
}

/** How much of a limit is used up, 0..1 and above; null without a limit. */
export function usedShare({ spent, held, limit }: Balance): number | null {
  if (limit === null) return null;
  return limit === 0 ? 1 : (spent + held) / limit;
}

/** Earlier months with anything in them, the newest first. */
export function months(budgets: readonly BudgetDto[]): { month: string; balance: Balance }[] {
  return budgets
    .filter((one) => one.scope.startsWith('workspace:') && /^\d{4}-\d{2}$/.test(one.period))
    .map((one) => ({ month: one.period, balance: balanceOf(budgets, one.period) }))
    .sort((a, b) => b.month.localeCompare(a.month));
}
