import { GeneratorPanel } from '@reelwright/react';
import type { ReactNode } from 'react';
import type { CampaignDto, GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { useMessages } from '@/features/campaigns';

interface Props {
  campaign: CampaignDto;
  /** The message whose proposal is to be filled in; `new` for none. */
  panel: string;
  actionsFor: (video: GenerationDto) => ReactNode;
}

/** The generator inside of a campaign, filled with what the chat proposed. */
export function CampaignGenerator({ campaign, panel, actionsFor }: Props) {
  const { data: messages } = useMessages(campaign.id);
  if (panel !== 'new' && !messages) return <PageLoading />;
  const proposal = messages?.find(({ id }) => id === panel)?.proposal;
  return (
    <GeneratorPanel
      scope={`campaign.${campaign.id}`}
      campaignId={campaign.id}
      brandKitId={campaign.brandKitId ?? undefined}
      proposal={proposal ? { id: panel, order: proposal.order } : undefined}
      layout="panel"
      actionsFor={actionsFor}
    />
  );
}
