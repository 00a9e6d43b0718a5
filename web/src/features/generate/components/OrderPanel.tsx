import { Clapperboard } from 'lucide-react';
import { useRef, useState } from 'react';
import type { GenerationDto } from '@/api';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { cx } from '@/lib/cx';
import { money } from '@/lib/format';
import { troubleOf } from '@/lib/problem';
import { useOrderVideo } from '../api/orderVideo';
import { useQuote } from '../api/quote';
import { useTemplates } from '../api/templates';
import { type Draft, forTemplate, isLength, LONGEST_SECONDS, missing, SHORTEST_SECONDS } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { orderOf, quoteBodyOf, type Setting } from '../model/order';
import { PlanView } from './PlanView';
import { Refusal } from './Refusal';

interface Props {
  draft: Draft;
  model: ModelFacts;
  setting: Setting;
  onOrdered: (video: GenerationDto) => void;
}

/** The plan and the price as they stand, what to know before ordering, and the order itself. */
export function OrderPanel({ draft: whole, model, setting, onOrdered }: Props) {
  const { data: templates } = useTemplates();
  const template = templates?.find((one) => one.key === whole.template);
  const draft = forTemplate(whole, template);
  const panel = useRef<HTMLElement>(null);
  const isPriced = isLength(draft.duration);
  const { quote, error, isCurrent, refetch } = useQuote(isPriced ? quoteBodyOf(draft, model.key, setting) : null);
  const { order, submit, lacking } = useOrdering(
    { draft, model, setting, onOrdered },
    missing(draft, template),
    isCurrent && !error ? quote?.quoteId : undefined,
    (field) => focusField(panel.current, field),
  );
  const mayOrder = useMay('order');
  const isQuoted = quote !== undefined && error === null;
  const changed = troubleOf(order.error).code === 'quote_changed';
  return (
    <aside ref={panel} aria-label="Plan and price" className="@max-4xl:contents @4xl:sticky @4xl:top-6">
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
        {error !== null && <Refusal error={error} draft={whole} model={model} onAgain={() => void refetch()} />}
      </div>
      <div className="panel sticky bottom-[var(--tabs,0px)] z-20 p-3 shadow-lift @4xl:static @4xl:mt-4 @4xl:p-5 @4xl:shadow-none">
        <div className="flex items-center justify-between gap-3 @4xl:flex-wrap">
          <p className="min-w-0">
            <span aria-live="polite" className={cx('tabular text-2xl font-semibold', !isCurrent && 'opacity-60')}>
              {isQuoted && isPriced ? money(quote.priceUsd) : '–'}
            </span>
            <span className="block text-sm text-soft">{underPrice(isPriced, error !== null, isCurrent)}</span>
          </p>
          <Button look="primary" size="large" className="grow @max-lg:px-3" isBusy={order.isPending} disabled={!mayOrder} onClick={submit}>
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

function underPrice(isPriced: boolean, isRefused: boolean, isKnown: boolean): string {
  if (!isPriced) return `Set a length from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} s`;
  if (isRefused) return 'No price as it is set';
  return isKnown ? 'at most, held now' : 'Working out the price…';
}

/** By its id in the generator around, which may stand in a shadow tree. */
function focusField(panel: HTMLElement | null, field: string): void {
  const root = panel?.getRootNode() as Document | ShadowRoot | undefined;
  root?.getElementById(field)?.focus();
}

function useOrdering({ draft, model, setting, onOrdered }: Props, lacking: ReturnType<typeof missing>, quoteId: string | undefined, onLacking: (field: string) => void) {
  const order = useOrderVideo();
  const [isAsked, setIsAsked] = useState(false);
  const lacks = Object.entries(lacking);
  const [first] = lacks;
  const submit = () => {
    setIsAsked(true);
    if (first) {
      onLacking(first[0]);
      return;
    }
    order.mutate(
      { wish: JSON.stringify(orderOf(draft, model.key, setting)), order: orderOf(draft, model.key, setting, quoteId) },
      { onSuccess: onOrdered },
    );
  };
  return { order, submit, lacking: isAsked ? first?.[1] : undefined };
}
