import { Check } from 'lucide-react';
import type { CampaignDto } from '@/api';
import { cx } from '@/lib/cx';
import { isFurther, lackOf, type Progress, type Stage, STAGES } from '../model/stages';

interface Props {
  campaign: CampaignDto;
  progress: Progress;
  shown: Stage;
  onShow: (stage: Stage) => void;
}

/** The way through a campaign: where one is, where one can go, and what each stage still lacks. */
export function StageBar({ campaign, progress, shown, onShow }: Props) {
  return (
    <nav aria-label="Stages of the campaign" className="min-w-0 grow">
      <ol className="grid grid-cols-4 gap-1 sm:gap-2">
        {STAGES.map(({ stage, name, about }, index) => {
          const lack = lackOf(stage, campaign, progress);
          const isShown = stage === shown;
          return (
            <li key={stage} className="min-w-0">
              <button
                type="button"
                aria-current={isShown ? 'step' : undefined}
                onClick={() => onShow(stage)}
                className={cx(
                  'flex h-full w-full min-w-0 flex-col rounded-field border px-2 py-1.5 text-left transition-colors sm:px-3 sm:py-2',
                  isShown ? 'border-accent bg-accent-wash' : 'border-line bg-surface hover:border-edge',
                )}
              >
                <span className="flex w-full min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-start max-sm:gap-1">
                  <Mark index={index} isDone={lack === null} isAhead={isFurther(stage, campaign.stage)} />
                  <span className="text-xs leading-tight font-medium sm:truncate sm:text-sm">{name}</span>
                </span>
                <span className="w-full truncate pl-7 text-xs text-soft max-lg:hidden">{lack ?? about}</span>
                <span className="sr-only lg:hidden">{lack}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Mark({ index, isDone, isAhead }: { index: number; isDone: boolean; isAhead: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'tabular grid size-5 shrink-0 place-items-center rounded-full text-xs font-semibold',
        isDone ? 'bg-good-wash text-good' : isAhead ? 'bg-sunken text-soft' : 'bg-accent text-on-accent',
      )}
    >
      {isDone ? <Check className="size-3" strokeWidth={3} /> : index + 1}
    </span>
  );
}
