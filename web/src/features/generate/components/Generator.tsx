import { Eraser, Undo2 } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useSyncExternalStore } from 'react';
import type { GenerationDto } from '@/api';
import { PageLoading } from '@/components/feedback/Loading';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useModels } from '@/hooks/useModels';
import { useDropping } from '../api/useDropping';
import { usePasting } from '../api/usePasting';
import { isWorthKeeping, wordsOf } from '../model/draft';
import { chosenModel, factsOf } from '../model/models';
import type { Setting } from '../model/order';
import { useDesk, useDraft } from '../model/useDesk';
import { BrandKitField } from './BrandKitField';
import { Look } from './Look';
import { ModelPicker } from './ModelPicker';
import { OrderPanel } from './OrderPanel';
import { References } from './References';
import { Words } from './Words';

interface Props {
  setting: Setting;
  /** The heading, in the order of the page around it. */
  head: ReactNode;
  /** A page of its own takes what is pasted anywhere; a panel only what is pasted into it. */
  isWholePage: boolean;
  /** What to say first, for example that an earlier video could not be read. */
  children?: ReactNode;
  onOrdered: (video: GenerationDto) => void;
}

/** Where a video is wished for: words, references, model, look; with plan and price beside them all the time. */
export function Generator({ setting, head, isWholePage, children, onOrdered }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const desk = useDesk();
  const draft = useDraft();
  const { data, error, refetch } = useModels();
  const models = useMemo(() => data?.map(factsOf) ?? [], [data]);
  const model = chosenModel(models, draft.model);
  usePasting(root, isWholePage);
  const isOver = useDropping(root, isWholePage);
  return (
    <div ref={root} className="@container">
      <div className="mb-6 flex min-h-10 flex-wrap items-center justify-between gap-3">
        {head}
        {isWorthKeeping(draft) && (
          <Button look="quiet" onClick={desk.startAfresh}>
            <Eraser aria-hidden className="size-4" />
            Start afresh
          </Button>
        )}
      </div>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {!model && !error && <PageLoading />}
      {model && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 @4xl:grid-cols-[minmax(0,1fr)_22rem] @6xl:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="min-w-0 space-y-8">
            {children}
            <Earlier />
            <Words draft={draft} model={model.key} setting={setting} />
            <BrandKitField draft={draft} setting={setting} />
            <References draft={draft} model={model} isOver={isOver} />
            <ModelPicker models={models} chosen={model} />
            <Look draft={draft} model={model} />
          </div>
          <OrderPanel draft={draft} model={model} setting={setting} onOrdered={onOrdered} />
        </div>
      )}
    </div>
  );
}

function Earlier() {
  const desk = useDesk();
  const earlier = useSyncExternalStore(desk.earlier.subscribe, desk.earlier.get, desk.earlier.get);
  if (!earlier) return null;
  const actions = (
    <>
      <Button size="small" onClick={desk.bringBack}>
        <Undo2 aria-hidden className="size-4" />
        Bring it back
      </Button>
      <Button size="small" look="quiet" onClick={desk.letGo}>
        Let it go
      </Button>
    </>
  );
  return (
    <Notice title="Your earlier draft is kept" actions={actions}>
      <span className="line-clamp-1">{wordsOf(earlier) || 'With its references.'}</span>
    </Notice>
  );
}
