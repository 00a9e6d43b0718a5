import { Link } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import type { LedgerEntryDto } from '@/api';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { ShowEarlier } from '@/components/ui/ShowEarlier';
import { useModelNames } from '@/hooks/useModels';
import { cx } from '@/lib/cx';
import { dateTime, money } from '@/lib/format';
import { useLedger } from '../api/ledger';

const WORDS: Record<string, string> = { hold: 'Set aside', settle: 'Settled', adjust: 'Corrected' };

/** Every movement of money. */
export function LedgerTable() {
  const { data, isError, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useLedger();
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="ledger" className="min-w-0">
      <h2 id="ledger" className="mb-3 text-lg font-semibold">
        Ledger
      </h2>
      {isError && <TroubleNotice error={error} />}
      {isPending && <Shade className="h-64" />}
      {data && entries.length === 0 && (
        <div className="panel">
          <Empty picture={<Receipt className="size-10" strokeWidth={1.2} />} title="Nothing has moved yet">
            Each order sets money aside first and settles it by what the vendor billed. Both will be listed here.
          </Empty>
        </div>
      )}
      {entries.length > 0 && (
        <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-labelledby="ledger">
          <table className="w-full min-w-[44rem] text-sm">
            <thead className="text-left text-soft">
              <tr className="border-b border-line">
                <th className="px-4 py-2.5 font-medium">When</th>
                <th className="px-4 py-2.5 font-medium">What</th>
                <th className="px-4 py-2.5 font-medium">For</th>
                <th className="px-4 py-2.5 text-right font-medium">Held</th>
                <th className="px-4 py-2.5 text-right font-medium">Spent</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {entries.map((entry) => (
                <Row key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowEarlier hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} className="mt-4" />
    </section>
  );
}

function Row({ entry }: { entry: LedgerEntryDto }) {
  return (
    <tr>
      <td className="px-4 py-2.5 whitespace-nowrap">{dateTime(entry.createdAt)}</td>
      <td className="px-4 py-2.5">{WORDS[entry.entry] ?? entry.entry}</td>
      <td className="max-w-80 px-4 py-2.5" title={entry.attemptId}>
        <For entry={entry} />
      </td>
      <Delta amount={entry.heldDeltaUsd} />
      <Delta amount={entry.spentDeltaUsd} />
    </tr>
  );
}

/** The video it paid for, its campaign, and who made it. */
function For({ entry: { generationId, prompt, campaignId, campaignName, model, vendor } }: { entry: LedgerEntryDto }) {
  const nameOf = useModelNames();
  if (!generationId) return <span className="text-soft">No longer known</span>;
  return (
    <>
      <span className="block truncate">
        {prompt ? (
          <Link to="/videos/$id" params={{ id: generationId }} className="hover:underline">
            {prompt}
          </Link>
        ) : (
          'A deleted video'
        )}
      </span>
      <span className="block truncate text-soft">
        {campaignId && campaignName && (
          <>
            <Link to="/campaigns/$id" params={{ id: campaignId }} className="hover:underline">
              {campaignName}
            </Link>
            {' · '}
          </>
        )}
        {model && `${nameOf(model)} at ${vendor}`}
      </span>
    </>
  );
}

function Delta({ amount }: { amount: number }) {
  const sign = amount > 0 ? '+' : '';
  return (
    <td className={cx('tabular px-4 py-2.5 text-right whitespace-nowrap', amount === 0 && 'text-soft')}>
      {sign}
      {money(amount)}
    </td>
  );
}
