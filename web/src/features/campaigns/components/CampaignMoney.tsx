import { useBudgets } from '@/hooks/useBudgets';
import { balanceOfCampaign, usedShare } from '@/lib/balance';
import type { CampaignDto } from '@/api';
import { money } from '@/lib/format';

/** Budget, held and spent of one campaign, always in sight. */
export function CampaignMoney({ campaign }: { campaign: CampaignDto }) {
  const { data: budgets } = useBudgets();
  const { spent, held } = balanceOfCampaign(budgets ?? [], campaign.id);
  const limit = campaign.brief.budgetUsd;
  const share = usedShare({ spent, held, limit });
  const figures = [
    ['Spent', money(spent)],
    ['Held', money(held)],
    ['Budget', limit === null ? 'no limit' : money(limit)],
  ];
  return (
    <section aria-label="Money of this campaign" className="shrink-0 max-sm:w-full">
      <dl className="flex gap-3 text-sm max-sm:justify-between sm:gap-5">
        {figures.map(([name, value]) => (
          <div key={name} className="max-sm:flex max-sm:items-baseline max-sm:gap-1.5">
            <dt className="text-xs text-soft">{name}</dt>
            <dd className="tabular font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <div aria-hidden className="mt-1.5 h-1 overflow-hidden rounded-full bg-sunken">
        <div
          style={{ width: `${Math.min(share ?? 0, 1) * 100}%` }}
          className={share !== null && share >= 0.9 ? 'h-full bg-bad' : 'h-full bg-accent'}
        />
      </div>
    </section>
  );
}
