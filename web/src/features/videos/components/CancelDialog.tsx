import type { GenerationDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { money } from '@/lib/format';
import { useCancelVideo } from '../api/cancelVideo';
import { costOfCancelling } from '../model/cancelling';

/** Asks before cancelling, with what it costs. */
export function CancelDialog({ video, onClose }: { video: GenerationDto; onClose: () => void }) {
  const cancel = useCancelVideo(video.id);
  const { shotsUnderWay, atMostUsd, backUsd } = costOfCancelling(video);
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Let it go on
      </Button>
      <Button look="danger" isBusy={cancel.isPending} onClick={() => cancel.mutate(undefined, { onSuccess: onClose })}>
        Cancel the video
      </Button>
    </>
  );
  return (
    <Dialog title="Cancel this video?" isOpen onClose={onClose} actions={actions}>
      {atMostUsd === 0 ? (
        <p>It costs nothing to stop now. Finished shots are kept, so that a retry does not start from the beginning.</p>
      ) : (
        <p>
          {`${shotsUnderWay === 1 ? 'One shot is' : `${shotsUnderWay} shots are`} at the vendor already, which may bill up to `}
          <strong className="tabular">{money(atMostUsd)}</strong>
          {` all the same. The rest, ${money(backUsd)}, comes back at once. Finished shots are kept.`}
        </p>
      )}
      {cancel.isError && <TroubleNotice error={cancel.error} />}
    </Dialog>
  );
}
