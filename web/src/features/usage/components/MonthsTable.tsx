import { money } from '@/lib/format';
import type { Balance } from '@/lib/balance';

/** What each month has cost. */
export function MonthsTable({ months }: { months: { month: string; balance: Balance }[] }) {
  if (months.length === 0) return null;
  const most = Math.max(...months.map(({ balance }) => balance.spent), 0.01);
  return (
    <section aria-labelledby="months" className="shrink-0 xl:w-96">
      <h2 id="months" className="mb-3 text-lg font-semibold">
        By month
      </h2>
      <ul className="panel divide-y divide-line">
        {months.map(({ month, balance }) => (
          <li key={month} className="flex items-center gap-3 px-4 py-2.5">
            <span className="tabular w-16 shrink-0 text-sm">{month}</span>
            <span aria-hidden className="h-1.5 grow overflow-hidden rounded-full bg-sunken">
              <span style={{ width: `${(balance.spent / most) * 100}%` }} className="block h-full bg-accent" />
            </span>
            <span className="tabular w-20 shrink-0 text-right text-sm">{money(balance.spent)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
