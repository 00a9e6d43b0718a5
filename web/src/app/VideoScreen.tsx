import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCampaign } from '@/features/campaigns';
import { AddToCreatives } from '@/features/publishing';
import { VideoPage } from '@/features/videos';
import { videoQuery } from '@/hooks/useVideo';
import { campaignOf } from '@/lib/campaignOf';

/** One video, with the campaign it belongs to: its settings go back there, and so does the film. */
export function VideoScreen() {
  const { id } = useParams({ from: '/studio/videos/$id' });
  const navigate = useNavigate();
  const { data: video } = useQuery(videoQuery(id));
  const found = useCampaign(video ? campaignOf(video) : null);
  const campaign = found.isError ? null : video && campaignOf(video); // one that was deleted takes nothing any more
  const again = () => {
    if (campaign) void navigate({ to: '/campaigns/$id', params: { id: campaign }, search: { stage: 'assets', panel: id, side: 'work' } });
    else void navigate({ to: '/new', search: { again: id } });
  };
  const showCreatives = (campaign: string) =>
    void navigate({ to: '/campaigns/$id', params: { id: campaign }, search: { stage: 'creatives', side: 'work' } });
  const hasFile = typeof video?.metadata.sha256 === 'string';
  return (
    <VideoPage
      onAgain={again}
      more={campaign && hasFile && <AddToCreatives campaignId={campaign} generationId={id} size="normal" onAdded={() => showCreatives(campaign)} />}
      campaign={
        campaign && (
          <Link to="/campaigns/$id" params={{ id: campaign }} className="underline underline-offset-4">
            {found.data?.name ?? 'Open it'}
          </Link>
        )
      }
    />
  );
}
