import type { GenerationDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { useDeleteVideo } from '../api/deleteVideo';

interface Props {
  video: GenerationDto;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before deleting: links that are out in the world end with it. */
export function DeleteDialog({ video, onClose, onDeleted }: Props) {
  const remove = useDeleteVideo(video.id);
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Keep it
      </Button>
      <Button
        look="danger"
        isBusy={remove.isPending}
        onClick={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        Delete for good
      </Button>
    </>
  );
  return (
    <Dialog title="Delete this video?" isOpen onClose={onClose} actions={actions}>
      <p>The film, its takes and its prompt are deleted. Its permanent link stops working wherever it was used. What it cost stays in the ledger.</p>
      {remove.isError && <TroubleNotice error={remove.error} />}
    </Dialog>
  );
}
