import { Check, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { NotSaved } from '@/components/feedback/NotSaved';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { useRefusal, useSaved } from '@/hooks/useSaved';
import type { CampaignDto } from '@/api';
import { cx } from '@/lib/cx';
import { useChangeCampaign } from '../api/changeCampaign';
import { labelOf, listed, TEXT_FIELDS } from '../model/brief';
import { BriefBudget } from './BriefBudget';
import { BriefText } from './BriefText';
import { Placements } from './Placements';

export interface BriefProps {
  campaign: CampaignDto;
  /** The brand kit's choice, which belongs to another part of the studio; what is chosen is kept as the rest is. */
  kit: (chosen: string | null, onChoose: (brandKitId: string | null) => void) => ReactNode;
  isCompact?: boolean;
  onReady?: () => void;
}

/** Everything the campaign is about, to read and to change in its place; the chat writes here too. */
export function Brief({ campaign, kit, isCompact = false, onReady }: BriefProps) {
  const mayWrite = useMay('write');
  const change = useChangeCampaign(campaign.id);
  const { brief, missing } = campaign;
  const name = `brief.${campaign.id}.`;
  const refusal = useRefusal(name);
  const placements = useSaved({
    name: `${name}placements`,
    stored: brief.placements,
    save: (chosen) => change.mutateAsync({ brief: { placements: chosen } }),
    isChoice: true,
  });
  const brandKit = useSaved({
    name: `${name}brandKit`,
    stored: campaign.brandKitId,
    save: (brandKitId) => change.mutateAsync({ brandKitId }),
    isChoice: true,
  });
  const isMissing = (field: string) => missing.includes(field);
  return (
    <section aria-labelledby="brief" className={cx('panel', isCompact ? 'p-4' : 'p-5 sm:p-6')}>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h2 id="brief" className="text-lg font-semibold">
          Brief
        </h2>
        <Kept isBusy={change.isPending} isKept={change.isSuccess && refusal === undefined} />
      </div>
      {refusal !== undefined && (
        <div className="mb-4">
          <NotSaved error={refusal} />
        </div>
      )}
      <fieldset disabled={!mayWrite} className={cx('grid grid-cols-1 gap-4', !isCompact && 'xl:grid-cols-2')}>
        {TEXT_FIELDS.map((facts) => (
          <BriefText
            key={facts.field}
            name={`${name}${facts.field}`}
            facts={facts}
            isMissing={isMissing(facts.field)}
            value={brief[facts.field] ?? ''}
            onKeep={(text) => change.mutateAsync({ brief: { [facts.field]: text.trim() || null } })}
          />
        ))}
        <BriefBudget
          name={`${name}budgetUsd`}
          value={brief.budgetUsd}
          isMissing={isMissing('budgetUsd')}
          onKeep={(budgetUsd) => change.mutateAsync({ brief: { budgetUsd } })}
        />
        <div className={isCompact ? undefined : 'xl:col-span-2'}>
          <Placements
            label={labelOf('placements')}
            isMissing={isMissing('placements')}
            chosen={placements.value}
            onChange={placements.change}
          />
        </div>
        <div className={isCompact ? undefined : 'xl:col-span-2'}>{kit(brandKit.value, brandKit.change)}</div>
      </fieldset>
      {onReady && (
        <div className="mt-6 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
          <p className="text-sm text-soft">
            {missing.length === 0 ? 'The brief is complete.' : `Still open: ${listed(missing)}. You can go on without.`}
          </p>
          <Button look={missing.length === 0 ? 'primary' : 'plain'} onClick={onReady}>
            Go to asset generation
          </Button>
        </div>
      )}
    </section>
  );
}

function Kept({ isBusy, isKept }: { isBusy: boolean; isKept: boolean }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-sm text-soft">
      {isBusy && (
        <>
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          Saving
        </>
      )}
      {!isBusy && isKept && (
        <>
          <Check aria-hidden className="size-3.5" />
          Saved
        </>
      )}
    </span>
  );
}
