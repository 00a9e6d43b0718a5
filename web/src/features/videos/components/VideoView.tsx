import type { ReactNode } from 'react';
import type { GenerationDto } from '@/api';
import { Notice } from '@/components/feedback/Notice';
import { Actions, type ActionsProps } from './Actions';
import { Attention } from './Attention';
import { Ended } from './Ended';
import { Facts } from './Facts';
import { Screen } from './Screen';
import { Shots } from './Shots';
import { Wording } from './Wording';

interface Props extends ActionsProps {
  /** What it belongs to, where that is not around it already. */
  campaign?: ReactNode;
}

/** A video wherever it is shown: its picture or its progress, what can be done with it, and everything known of it. */
export function VideoView({ video, campaign, ...actions }: Props) {
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 @4xl:grid-cols-[minmax(0,1fr)_22rem] @6xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-6">
          <Screen video={video} />
          {video.status === 'needs_attention' && <Attention video={video} />}
          <Ended video={video} />
          <Actions video={video} {...actions} />
          <News video={video} />
          <Wording video={video} />
          <Shots video={video} />
        </div>
        <Facts video={video} campaign={campaign} />
      </div>
    </div>
  );
}

/** Warnings, without the reason for the model, which is among the facts. */
function News({ video }: { video: GenerationDto }) {
  return video.warnings
    .filter((warning) => warning !== video.servedBy.reason)
    .map((warning) => (
      <Notice key={warning} kind="warning">
        {warning}
      </Notice>
    ));
}
