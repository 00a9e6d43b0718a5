import { Link } from '@tanstack/react-router';
import type { GenerationDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { Backdrop } from '@/components/ui/Picture';
import { Shape } from '@/components/ui/Shape';
import { useBudgets } from '@/hooks/useBudgets';
import { balanceOfCampaign } from '@/lib/balance';
import type { CampaignDto } from '@/api';
import { cx } from '@/lib/cx';
import { ago, money } from '@/lib/format';
import { ownPath } from '@/lib/media';
import { useCampaignVideos } from '../api/campaignVideos';
import { STAGES, stageName } from '../model/stages';

const SHOWN = 4;

/** A campaign at a glance: its pictures, how far it is, what it has cost. */
export function CampaignCard({ campaign }: { campaign: CampaignDto }) {
  const { data: videos } = useCampaignVideos(campaign.id, SHOWN);
  return (
    <li className="panel group relative flex min-w-0 flex-col overflow-hidden transition-shadow focus-within:border-edge hover:border-edge hover:shadow-lift">
      <Pictures videos={videos} />
      <div className="flex grow flex-col gap-3 p-4">
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 text-lg leading-snug font-semibold">
            <Link
              to="/campaigns/$id"
              params={{ id: campaign.id }}
              className="line-clamp-2 break-words after:absolute after:inset-0"
            >
              {campaign.name}
            </Link>
          </h2>
          {campaign.isSample && <Badge tone="accent">Sample</Badge>}
        </div>
        <p className="line-clamp-2 text-sm text-soft">
          {campaign.brief.keyMessage ?? campaign.brief.product ?? 'The brief is still to be written.'}
        </p>
        <Steps campaign={campaign} />
        <div className="mt-auto flex items-baseline justify-between gap-3 border-t border-line pt-3 text-sm">
          <Spent campaign={campaign} />
          <time dateTime={campaign.updatedAt} className="text-soft">
            {ago(campaign.updatedAt)}
          </time>
        </div>
      </div>
    </li>
  );
}

/** A strip of film: each frame as high as the strip and as wide as its own format. */
function Pictures({ videos }: { videos: GenerationDto[] | undefined }) {
  const frames = videos?.filter(({ metadata }) => typeof metadata.sha256 === 'string') ?? [];
  return (
    <div aria-hidden className="relative flex h-40 justify-center-safe gap-[3px] overflow-hidden bg-sunken">
      {frames[0] && <Backdrop src={ownPath(frames[0].posterUrl)} />}
      {frames.map((video) => (
        <img
          key={video.id}
          src={ownPath(video.posterUrl)}
          alt=""
          loading="lazy"
          style={{ aspectRatio: `${video.plan.width} / ${video.plan.height}` }}
          className="relative h-full max-w-full shrink-0 object-cover"
        />
      ))}
      {frames.length === 0 && (
        <div className="flex grow items-center justify-center gap-4 text-edge opacity-60">
          {(['9:16', '16:9', '1:1'] as const).map((ratio) => (
            <Shape key={ratio} ratio={ratio} className="size-10" />
          ))}
        </div>
      )}
    </div>
  );
}

/** Four marks for four stages; the same is said in words. */
function Steps({ campaign }: { campaign: CampaignDto }) {
  const reached = STAGES.findIndex(({ stage }) => stage === campaign.stage);
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden className="flex grow gap-1">
        {STAGES.map(({ stage }, index) => (
          <span key={stage} className={cx('h-1.5 grow rounded-full', index <= reached ? 'bg-accent' : 'bg-sunken')} />
        ))}
      </div>
      <span className="text-sm font-medium">{stageName(campaign.stage)}</span>
    </div>
  );
}

function Spent({ campaign }: { campaign: CampaignDto }) {
  const { data: budgets } = useBudgets();
  const { spent, held } = balanceOfCampaign(budgets ?? [], campaign.id);
  return (
    <span className="tabular">
      {money(spent)} spent
      {campaign.brief.budgetUsd !== null && <span className="text-soft">{` of ${money(campaign.brief.budgetUsd)}`}</span>}
      {held > 0 && <span className="text-soft">{`, ${money(held)} held`}</span>}
    </span>
  );
}
