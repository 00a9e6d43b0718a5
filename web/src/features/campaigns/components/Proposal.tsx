import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Shape } from '@/components/ui/Shape';
import { useMay } from '@/hooks/useMe';
import type { ProposalDto } from '@/api';
import { cx } from '@/lib/cx';
import { money, seconds } from '@/lib/format';
import { useProposalPrice } from '../api/proposalPrice';
import { factsOf } from '../model/proposal';

interface Props {
  proposal: ProposalDto;
  /** The newest one; only its price is asked for. */
  isLast: boolean;
  isOpen: boolean;
  onGenerate: () => void;
}

/** A video the chat suggests. It proposes; a person's click orders. */
export function Proposal({ proposal, isLast, isOpen, onGenerate }: Props) {
  const mayOrder = useMay('order');
  const facts = factsOf(proposal);
  const { data: quote } = useProposalPrice(proposal, isLast && mayOrder);
  return (
    <article
      aria-label={`Proposal: ${proposal.title}`}
      className={cx('panel w-full overflow-hidden', isOpen && 'border-accent')}
    >
      <div className="space-y-2 p-3.5">
        <h3 className="font-semibold">{proposal.title}</h3>
        {proposal.why && <p className="text-sm text-soft">{proposal.why}</p>}
        {facts.prompt && (
          <p className="line-clamp-4 border-l-2 border-accent pl-3 text-sm" title={facts.prompt}>
            {facts.prompt}
          </p>
        )}
        <p className="flex min-h-6 flex-wrap items-center gap-1.5">
          {facts.seconds !== null && <Badge>{seconds(facts.seconds)}</Badge>}
          {facts.aspectRatio && (
            <Badge>
              <Shape ratio={facts.aspectRatio} className="size-3" />
              {facts.aspectRatio}
            </Badge>
          )}
          {facts.model && <Badge>{facts.model}</Badge>}
          {quote && <Badge tone="accent">{quote.priceUsd === 0 ? 'free' : `at most ${money(quote.priceUsd)}`}</Badge>}
        </p>
      </div>
      {mayOrder && (
        <div className="border-t border-line p-2.5">
          <Button look={isLast ? 'primary' : 'plain'} aria-expanded={isOpen} className="w-full" onClick={onGenerate}>
            <span aria-hidden>🎬</span> Generate Videos
          </Button>
        </div>
      )}
    </article>
  );
}
