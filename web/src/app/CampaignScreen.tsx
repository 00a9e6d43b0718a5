import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button, buttonClasses } from '@/components/ui/Button';
import { KitChoice } from '@/features/brands';
import { type Shown, useCampaign, Workspace } from '@/features/campaigns';
import { AddToCreatives, Creatives, Publish, useCreatives, usePublications } from '@/features/publishing';
import { Board, useReadyCount } from '@/features/videos';
import { useTitle } from '@/hooks/useTitle';
import type { CampaignDto } from '@/api';
import { troubleOf } from '@/lib/problem';
import { CampaignGenerator } from './CampaignGenerator';

/** A campaign's workspace, put together from what each part of the studio brings. */
export function CampaignScreen() {
  const { id } = useParams({ from: '/studio/campaigns/$id' });
  const { data: campaign, error, refetch } = useCampaign(id);
  useTitle(campaign?.name ?? 'Campaign');
  if (campaign) return <Loaded key={campaign.id} campaign={campaign} />;
  if (!error)
    return (
      <div className="p-4 sm:p-6">
        <PageLoading />
      </div>
    );
  const isGone = troubleOf(error).status === 404;
  return (
    <div className="max-w-xl p-4 sm:p-6">
      <PageHead title={isGone ? 'No such campaign' : 'Campaign'} />
      <TroubleNotice
        error={error}
        actions={
          isGone ? (
            <Link to="/" className={buttonClasses({ size: 'small' })}>
              All campaigns
            </Link>
          ) : (
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          )
        }
      />
    </div>
  );
}

function Loaded({ campaign }: { campaign: CampaignDto }) {
  const search = useSearch({ from: '/studio/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const { data: creatives = [] } = useCreatives(campaign.id);
  const { data: publications = [] } = usePublications(campaign.id);
  const readyVideos = useReadyCount(campaign.id);
  const stage = search.stage ?? campaign.stage;
  const isTalk = stage === 'brief' || stage === 'assets';
  const shown: Shown = { stage, panel: search.panel ?? null, side: search.side ?? (isTalk ? 'chat' : 'work') };
  const show = (next: Partial<Shown>) =>
    void navigate({
      search: (before) => ({ ...before, ...next, panel: ('panel' in next ? next.panel : before.panel) ?? undefined }),
      replace: true,
      resetScroll: false,
    });
  const progress = {
    readyVideos,
    creatives: creatives.length,
    published: publications.filter(({ state }) => state === 'published').length,
  };
  const add = (video: GenerationDto, size: 'small' | 'normal') =>
    typeof video.metadata.sha256 === 'string' && (
      <AddToCreatives
        campaignId={campaign.id}
        generationId={video.id}
        size={size}
        onAdded={() => show({ stage: 'creatives', side: 'work', panel: null })}
      />
    );
  return (
    <Workspace
      campaign={campaign}
      progress={progress}
      shown={shown}
      onShow={show}
      slots={{
        kit: (chosen, onChoose) => <KitChoice chosen={chosen} onChoose={onChoose} />,
        board: <Board campaignId={campaign.id} actions={(video) => add(video, 'small')} />,
        creatives: <Creatives campaignId={campaign.id} onMakeVideos={() => show({ stage: 'assets', side: 'work' })} />,
        publish: <Publish campaignId={campaign.id} name={campaign.name} onCreatives={() => show({ stage: 'creatives' })} />,
        generator: shown.panel && (
          <CampaignGenerator
            campaign={campaign}
            panel={shown.panel}
            onFilled={() => show({ panel: 'new' })}
            actionsFor={(video) => add(video, 'normal')}
          />
        ),
      }}
    />
  );
}
