import { GeneratorPanel } from '@reelwright/react';
import type { ReactNode } from 'react';
import type { CampaignDto, GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { useMessages } from '@/features/campaigns';
import { beginningOf } from './beginning';

interface Props {
  campaign: CampaignDto;
  /** The message whose proposal, or the video whose settings are to be filled in; `new` for none. */
  panel: string;
  /** The settings of a video are in it: from now on they are the person's. */
  onFilled: () => void;
  actionsFor: (video: GenerationDto) => ReactNode;
}

/** The generator inside of a campaign, filled with what the chat proposed, or with an earlier video's settings. */
export function CampaignGenerator({ campaign, panel, onFilled, actionsFor }: Props) {
  const { data: messages } = useMessages(campaign.id);
  const isVideo = panel.startsWith('gen_');
  if (panel !== 'new' && !isVideo && !messages) return <PageLoading />;
  const proposal = messages?.find(({ id }) => id === panel)?.proposal;
  return (
    <GeneratorPanel
      scope={`campaign.${campaign.id}`}
      campaignId={campaign.id}
      brandKitId={campaign.brandKitId ?? undefined}
      proposal={proposal ? { id: panel, order: proposal.order } : undefined}
      again={isVideo ? { videoId: panel, onFilled } : undefined}
      beginning={panel === 'new' ? beginningOf(campaign.brief) : undefined}
      layout="panel"
      actionsFor={actionsFor}
    />
  );
}
