import { lazy, type ReactNode, Suspense, useMemo, useState, useSyncExternalStore } from 'react';
import type { GenerationDto } from '@/api';
import { deskOf, DeskProvider, Generator, type Proposal, useBeginning, useEarlierSettings, useProposal } from '@/features/generate';
import { PageLoading } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { useConnection } from '@/hooks/useConnection';
import { campaignOf } from '@/lib/campaignOf';
import { Awaited } from './Awaited';
import type { GeneratedVideo, GeneratorDefaults } from './types';
import { ordered, show, told, watchOf } from './watching';

const Ordered = lazy(() => import('./Ordered'));

export interface GeneratorPanelProps {
  /** Whose draft this is, for example `campaign.<id>`; `standalone` for the page of its own. */
  scope: string;
  campaignId?: string | undefined;
  brandKitId?: string | undefined;
  /** What a new draft begins with. */
  defaults?: GeneratorDefaults | undefined;
  /** What a draft begins with that nothing was typed or set in, also one that is there already. */
  beginning?: GeneratorDefaults | undefined;
  /** An order to fill in; the same id (by default the same order) is filled in once. */
  proposal?: Proposal | undefined;
  /** An earlier video whose settings are to be filled in, and what to do when they are. */
  again?: { videoId: string; onFilled: () => void } | undefined;
  /** `page`: has the whole page; `panel`: one part of it among others, as narrow as 20rem. */
  layout: 'page' | 'panel';
  /** Whether what was ordered takes the place of the generator. Without, `onOrdered` leads to where it is shown. */
  showsVideos?: boolean | undefined;
  onOrdered?: ((generation: GenerationDto) => void) | undefined;
  /** The file is there and plays. Once for every video that was ordered here. */
  onVideoGenerated?: ((result: GeneratedVideo) => void) | undefined;
  /** What else can be done with a finished video, for example adding it to the creatives. */
  actionsFor?: ((video: GenerationDto) => ReactNode) | undefined;
}

/** The one generator: words, references, model, look, price; and what becomes of the order. */
export function GeneratorPanel(props: GeneratorPanelProps) {
  const owner = useConnection().owner() ?? '';
  const desk = deskOf(owner, props.scope, props.defaults);
  return (
    <DeskProvider value={desk}>
      <Panel key={desk.key} deskKey={desk.key} {...props} />
    </DeskProvider>
  );
}

function Panel({ deskKey, layout, ...props }: GeneratorPanelProps & { deskKey: string }) {
  const { campaignId, brandKitId, showsVideos = layout === 'panel' } = props;
  const watch = watchOf(deskKey);
  const { shown, awaited } = useSyncExternalStore(watch.subscribe, watch.get, watch.get);
  const [again, setAgain] = useState<string>();
  const setting = useMemo(() => ({ campaignId, brandKitId }), [campaignId, brandKitId]);
  useBeginning(props.beginning);
  const proposalError = useProposal(props.proposal, () => show(watch, null)); // an earlier video makes room for it
  const againError = useEarlierSettings(again ?? props.again?.videoId, () => {
    show(watch, null);
    if (again) setAgain(undefined);
    else props.again?.onFilled();
  });
  const take = (video: GenerationDto) => {
    ordered(watch, video.id, props.onVideoGenerated !== undefined);
    props.onOrdered?.(video);
  };
  const Heading = layout === 'page' ? 'h1' : 'h2';
  return (
    <>
      {awaited.map((id) => (
        <Awaited
          key={id}
          id={id}
          onPlays={(video) => told(watch, id) && props.onVideoGenerated?.(resultOf(video))}
          onEnded={() => told(watch, id)}
        />
      ))}
      {showsVideos && shown ? (
        <Suspense fallback={<PageLoading />}>
          <Ordered id={shown} onBack={() => show(watch, null)} onAgain={({ id }) => setAgain(id)} actionsFor={props.actionsFor} />
        </Suspense>
      ) : (
        <Generator
          setting={setting}
          isWholePage={layout === 'page'}
          head={<Heading className={layout === 'page' ? 'text-2xl font-semibold tracking-tight' : 'text-lg font-semibold'}>New video</Heading>}
          onOrdered={take}
        >
          {proposalError != null && <TroubleNotice error={proposalError} />}
          {againError != null && <TroubleNotice error={againError} />}
        </Generator>
      )}
    </>
  );
}

export function resultOf(video: GenerationDto): GeneratedVideo {
  const { id, videoUrl, model, servedBy, duration, aspectRatio, posterUrl, prompt } = video;
  const campaignId = campaignOf(video);
  return { id, videoUrl, model, servedBy: servedBy.model, duration, aspectRatio, posterUrl, prompt, campaignId };
}
