import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { money } from '@/lib/format';
import { type Balance, usedShare } from '@/lib/balance';
import { LimitDialog } from './LimitDialog';

interface Props {
  title: string;
  period: 'month' | 'total';
  balance: Balance;
}

/** How much of a limit is used up. */
function Bar({ spent, held, limit, isNear }: { spent: number; held: number; limit: number; isNear: boolean }) {
  const scale = Math.max(limit, spent + held, 0.01);
  return (
    <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
      <div style={{ width: `${(spent / scale) * 100}%` }} className={isNear ? 'bg-bad' : 'bg-accent'} />
      <div style={{ width: `${(held / scale) * 100}%` }} className="bg-accent/45" />
    </div>
  );
}

/** One account: spent, held, and how far the limit is away. */
export function BudgetCard({ title, period, balance }: Props) {
  const [isChanging, setIsChanging] = useState(false);
  const mayManage = useMay('manage');
  const { spent, held, limit } = balance;
  const share = usedShare(balance);
  return (
    <section aria-label={title} className="panel flex flex-col gap-4 p-5">
      <h2 className="font-medium text-soft">{title}</h2>
      <div className="flex flex-wrap items-baseline gap-x-8 gap-y-1">
        <p>
          <span className="tabular text-3xl font-semibold">{money(spent)}</span> <span className="text-soft">spent</span>
        </p>
        <p>
          <span className="tabular text-lg">{money(held)}</span> <span className="text-soft">held for work under way</span>
        </p>
      </div>
      {limit !== null && <Bar spent={spent} held={held} limit={limit} isNear={share !== null && share >= 0.9} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-soft">
          {limit === null
            ? 'No limit.'
            : `Limit ${money(limit)}, ${money(Math.max(0, limit - spent - held))} left. Orders beyond it are refused.`}
        </p>
        {mayManage && (
          <Button size="small" onClick={() => setIsChanging(true)}>
            {limit === null ? 'Set a limit' : 'Change the limit'}
          </Button>
        )}
      </div>
      {isChanging && <LimitDialog title={title} period={period} limit={limit} onClose={() => setIsChanging(false)} />}
    </section>
  );
}
