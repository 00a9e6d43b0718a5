import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Eraser, Undo2 } from 'lucide-react';
import { type ClipboardEvent, useMemo, useSyncExternalStore } from 'react';
import { PageLoading } from '@/components/feedback/Loading';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button } from '@/components/ui/Button';
import { modelsQuery } from '@/hooks/useModels';
import { useTitle } from '@/hooks/useTitle';
import { useEarlierSettings } from '../api/earlierSettings';
import { isWorthKeeping } from '../model/draft';
import { bringBack, draftStore, earlierStore, startAfresh } from '../model/draftStore';
import { chosenModel, factsOf } from '../model/models';
import { addFiles } from '../model/references';
import { Look } from './Look';
import { ModelPicker } from './ModelPicker';
import { OrderPanel } from './OrderPanel';
import { References } from './References';
import { Words } from './Words';

/** Where a video is wished for: words, references, model, look; with plan and price beside them all the time. */
export function GeneratePage() {
  useTitle('New video');
  const { again } = useSearch({ from: '/studio/new' });
  const navigate = useNavigate();
  const fillError = useEarlierSettings(again, () => void navigate({ to: '/new', search: {}, replace: true }));
  const draft = useSyncExternalStore(draftStore.subscribe, draftStore.get);
  const { data, error } = useQuery(modelsQuery);
  const models = useMemo(() => data?.map(factsOf) ?? [], [data]);
  const model = chosenModel(models, draft.model);
  const head = (
    <PageHead title="New video">
      {isWorthKeeping(draft) && (
        <Button look="quiet" onClick={startAfresh}>
          <Eraser aria-hidden className="size-4" />
          Start afresh
        </Button>
      )}
    </PageHead>
  );
  if (error)
    return (
      <>
        {head}
        <TroubleNotice error={error} />
      </>
    );
  if (!model) return <PageLoading />;
  return (
    <div onPaste={takePictures}>
      {head}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-8">
          {fillError !== null && <TroubleNotice error={fillError} />}
          <Earlier />
          <Words draft={draft} />
          <References draft={draft} model={model} />
          <ModelPicker models={models} chosen={model} />
          <Look draft={draft} model={model} />
        </div>
        <OrderPanel draft={draft} model={model} />
      </div>
    </div>
  );
}

function Earlier() {
  const earlier = useSyncExternalStore(earlierStore.subscribe, earlierStore.get);
  if (!earlier) return null;
  const actions = (
    <>
      <Button size="small" onClick={bringBack}>
        <Undo2 aria-hidden className="size-4" />
        Bring it back
      </Button>
      <Button size="small" look="quiet" onClick={() => earlierStore.set(() => null)}>
        Let it go
      </Button>
    </>
  );
  return (
    <Notice title="Your earlier draft is kept" actions={actions}>
      <span className="line-clamp-1">{earlier.prompt || earlier.productName || earlier.concept || 'With its references.'}</span>
    </Notice>
  );
}

/** Pictures on the clipboard become references wherever on the page one pastes; text goes where the cursor is. */
function takePictures(event: ClipboardEvent): void {
  const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
  if (pictures.length === 0) return;
  event.preventDefault();
  addFiles(pictures);
}
