import { useNavigate } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { useState } from 'react';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { cx } from '@/lib/cx';
import { money } from '@/lib/format';
import { troubleOf } from '@/lib/problem';
import { useOrderVideo } from '../api/orderVideo';
import { useQuote } from '../api/quote';
import { type Draft, isLength, missing } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { orderOf, quoteBodyOf } from '../model/order';
import { PlanView } from './PlanView';

interface Props {
  draft: Draft;
  model: ModelFacts;
}

/** The plan and the price as they stand, what to know before ordering, and the order itself. */
export function OrderPanel({ draft, model }: Props) {
  const { quote, error, isCurrent, refetch } = useQuote(isLength(draft.duration) ? quoteBodyOf(draft, model.key) : null);
  const { order, submit, lacking } = useOrdering(draft, model, isCurrent && !error ? quote?.quoteId : undefined);
  const mayOrder = useMay('order');
  const isQuoted = quote !== undefined && error === null;
  const changed = troubleOf(order.error).code === 'quote_changed';
  return (
    <aside aria-label="Plan and price" className="max-lg:contents lg:sticky lg:top-6">
      <div className="panel space-y-4 p-5">
        <h2 className="font-medium">Plan</h2>
        {isQuoted && (
          <div className={cx('space-y-4 transition-opacity', !isCurrent && 'opacity-60')}>
            <PlanView quote={quote} modelName={model.name} />
            {quote.warnings.map((warning) => (
              <Notice key={warning} kind="warning">
                {warning}
              </Notice>
            ))}
          </div>
        )}
        {!isQuoted && error === null && <div className="h-40" />}
        {error !== null && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Ask again</Button>} />}
      </div>
      <div className="sticky bottom-0 z-30 -mx-4 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6 lg:panel lg:static lg:mx-0 lg:mt-4 lg:p-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            <span aria-live="polite" className={cx('tabular text-2xl font-semibold', !isCurrent && 'opacity-60')}>
              {isQuoted ? money(quote.priceUsd) : '–'}
            </span>
            <span className="block text-sm text-soft">at most, held now</span>
          </p>
          <Button look="primary" size="large" className="grow" isBusy={order.isPending} disabled={!mayOrder} onClick={submit}>
            <Clapperboard aria-hidden className="size-5" />
            Make the video
          </Button>
        </div>
        {!mayOrder && <p className="mt-2 text-sm text-soft">You may look here but not order. Ask an owner for another role.</p>}
        {lacking && (
          <p role="alert" className="mt-2 text-sm text-bad">
            {lacking}
          </p>
        )}
        {order.isError && (
          <div className="mt-3">
            <TroubleNotice
              error={order.error}
              actions={changed && <Button size="small" onClick={() => void refetch()}>Show the new plan</Button>}
            />
          </div>
        )}
      </div>
    </aside>
  );
}

function useOrdering(draft: Draft, model: ModelFacts, quoteId: string | undefined) {
  const navigate = useNavigate();
  const order = useOrderVideo();
  const [isAsked, setIsAsked] = useState(false);
  const lacks = Object.entries(missing(draft));
  const [first] = lacks;
  const submit = () => {
    setIsAsked(true);
    if (first) {
      document.getElementById(first[0])?.focus();
      return;
    }
    order.mutate(
      { wish: JSON.stringify(orderOf(draft, model.key)), order: orderOf(draft, model.key, quoteId) },
      { onSuccess: ({ id }) => void navigate({ to: '/videos/$id', params: { id } }) },
    );
  };
  return { order, submit, lacking: isAsked ? first?.[1] : undefined };
}
