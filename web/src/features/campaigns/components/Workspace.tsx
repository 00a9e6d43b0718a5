import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { SidePanel } from '@/components/layout/SidePanel';
import type { CampaignDto } from '@/api';
import { cx } from '@/lib/cx';
import { useChangeCampaign } from '../api/changeCampaign';
import { isFurther, type Progress, type Stage, stageName } from '../model/stages';
import { Brief, type BriefProps } from './Brief';
import { CampaignMenu } from './CampaignMenu';
import { CampaignMoney } from './CampaignMoney';
import { CampaignName } from './CampaignName';
import { Chat } from './Chat';
import { NextStep } from './NextStep';
import { Sides } from './Sides';
import { StageBar } from './StageBar';

/** What other parts of the studio bring into a campaign. */
export interface Slots {
  kit: BriefProps['kit'];
  board: ReactNode;
  creatives: ReactNode;
  publish: ReactNode;
  generator: ReactNode;
}

/** What of the workspace is in the address, so that a reload shows the same. */
export interface Shown {
  stage: Stage;
  /** The message whose proposal is in the generator, the video whose settings are, `new` for none, null where the panel is closed. */
  panel: string | null;
  side: 'chat' | 'work';
}

interface Props {
  campaign: CampaignDto;
  progress: Progress;
  slots: Slots;
  shown: Shown;
  onShow: (change: Partial<Shown>) => void;
}

/** One campaign: its stages on top, what it is about on the left, its work in the middle, the chat on the right. */
export function Workspace({ campaign, progress, slots, shown, onShow }: Props) {
  const change = useChangeCampaign(campaign.id);
  const show = (stage: Stage) => {
    onShow({ stage, side: 'work', panel: null });
    if (isFurther(stage, campaign.stage)) change.mutate({ stage });
  };
  const isOpen = shown.panel !== null;
  const work = useRef<HTMLDivElement>(null);
  useFocusOnStage(work, shown.stage, isOpen);
  const hasBriefAside = shown.stage === 'assets';
  return (
    <div className="flex min-h-0 grow flex-col gap-2.5 p-3 sm:gap-4 sm:p-4">
      <header className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2.5 sm:gap-x-6">
        <div className="flex min-w-0 grow basis-full items-center gap-1 sm:basis-32">
          <CampaignName campaign={campaign} />
          <CampaignMenu campaign={campaign} />
        </div>
        <div className="order-last w-full min-w-0 xl:order-none xl:w-[44rem] 3xl:w-[56rem]">
          <StageBar campaign={campaign} progress={progress} shown={shown.stage} onShow={show} />
        </div>
        <CampaignMoney campaign={campaign} />
      </header>
      <Sides work={shown.stage === 'assets' ? 'Videos' : stageName(shown.stage)} shown={shown.side} onShow={(side) => onShow({ side })} />
      <div className={cx('grid min-h-0 grow grid-cols-[minmax(0,1fr)] gap-4', columns(shown.stage, isOpen, hasBriefAside))}>
        {hasBriefAside && (
          <Column isShown={false} className={cx('xl:block', isOpen && 'xl:hidden 3xl:block')}>
            <Brief campaign={campaign} kit={slots.kit} isCompact />
          </Column>
        )}
        <Column ref={work} isShown={shown.side === 'work'} className={cx('lg:block', isOpen && 'lg:hidden 2xl:block')}>
          {shown.stage === 'brief' && <Brief campaign={campaign} kit={slots.kit} onReady={() => show('assets')} />}
          {shown.stage === 'assets' && slots.board}
          {shown.stage === 'creatives' && slots.creatives}
          {shown.stage === 'publish' && slots.publish}
          <NextStep shown={shown.stage} progress={progress} onShow={show} />
        </Column>
        {isOpen && (
          <div className="contents lg:block lg:min-h-0">
            <SidePanel title="Generate videos" onClose={() => onShow({ panel: null })}>
              {slots.generator}
            </SidePanel>
          </div>
        )}
        <aside
          aria-label="Chat about the campaign"
          className={cx('panel min-h-0 overflow-hidden lg:block', shown.side !== 'chat' && 'hidden')}
        >
          <Chat
            campaign={campaign}
            openProposal={shown.panel}
            onGenerate={(messageId) => {
              onShow({ stage: 'assets', panel: messageId ?? 'new' });
              if (isFurther('assets', campaign.stage)) change.mutate({ stage: 'assets' });
            }}
          />
        </aside>
      </div>
    </div>
  );
}

/** One column scrolls for itself on a wide screen; on a phone there is one at a time, and the page scrolls. */
function Column({ ref, isShown, className, children }: { ref?: RefObject<HTMLDivElement | null>; isShown: boolean; className: string; children: ReactNode }) {
  return (
    <div
      ref={ref}
      className={cx('relative min-h-0 min-w-0 space-y-4 overflow-y-auto overscroll-contain rounded-panel p-0.5 -m-0.5', !isShown && 'hidden', className)}
    >
      {children}
    </div>
  );
}

/** Another stage begins at its heading, but for whoever is typing, or walks along the stages themselves. */
function useFocusOnStage(work: RefObject<HTMLElement | null>, stage: Stage, isPanelOpen: boolean): void {
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (isPanelOpen || document.activeElement?.closest('nav, input, textarea')) return;
    const heading = work.current?.querySelector('h2');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [work, stage, isPanelOpen]);
}

function columns(stage: Stage, isOpen: boolean, hasBriefAside: boolean): string {
  if (isOpen && hasBriefAside)
    return 'lg:grid-cols-[minmax(0,1fr)_22rem] 2xl:grid-cols-[minmax(0,1fr)_minmax(34rem,44rem)_24rem] 3xl:grid-cols-[20rem_minmax(0,1fr)_44rem_26rem]';
  if (isOpen) return 'lg:grid-cols-[minmax(0,1fr)_22rem] 2xl:grid-cols-[minmax(0,1fr)_minmax(34rem,44rem)_24rem]';
  if (hasBriefAside) return 'lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[18rem_minmax(0,1fr)_23rem] 3xl:grid-cols-[22rem_minmax(0,1fr)_28rem]';
  if (stage === 'brief') return 'lg:grid-cols-2 3xl:grid-cols-[minmax(0,1fr)_44rem]';
  return 'lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem] 3xl:grid-cols-[minmax(0,1fr)_28rem]';
}
