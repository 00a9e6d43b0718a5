import { Link } from '@tanstack/react-router';
import { money } from '@/lib/format';
import { useBudgets } from '@/hooks/useBudgets';
import { balanceOf, currentMonth, usedShare } from '@/lib/balance';

/** What this month has cost and what is set aside for work under way; always in sight. */
export function MoneyInHeader() {
  const { data: budgets } = useBudgets();
  const month = balanceOf(budgets ?? [], currentMonth());
  const share = usedShare(month);
  return (
    <Link
      to="/usage"
      className="flex h-9 items-center gap-3 whitespace-nowrap rounded-field border border-line px-3 text-sm hover:border-edge"
    >
      <span className="text-soft max-sm:sr-only">This month</span>
      <span className="tabular font-medium">
        {money(month.spent)}
        <span className="sr-only"> spent</span>
      </span>
      <span className="tabular text-soft max-[400px]:sr-only">{money(month.held)} held</span>
      {share !== null && (
        <span aria-hidden className="h-1.5 w-12 overflow-hidden rounded-full bg-sunken max-sm:hidden">
          <span
            style={{ width: `${Math.min(share, 1) * 100}%` }}
            className={`block h-full ${share >= 0.9 ? 'bg-bad' : 'bg-accent'}`}
          />
        </span>
      )}
    </Link>
  );
}
