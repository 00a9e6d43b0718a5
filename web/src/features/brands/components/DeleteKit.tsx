import { useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import type { BrandKitDto } from '@/api';
import { useDeleteKit } from '../api/deleteKit';

/** Deletes a kit, after asking. */
export function DeleteKit({ kit, onDeleted }: { kit: BrandKitDto; onDeleted: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useDeleteKit();
  const actions = (
    <>
      <Button look="quiet" onClick={() => setIsAsking(false)}>
        Keep it
      </Button>
      <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate(kit.id, { onSuccess: onDeleted })}>
        Delete the kit
      </Button>
    </>
  );
  return (
    <>
      <Button look="quiet" onClick={() => setIsAsking(true)}>
        Delete
      </Button>
      <Dialog title={`Delete ${kit.name}?`} isOpen={isAsking} onClose={() => setIsAsking(false)} actions={actions}>
        <p>Videos that were made with it stay as they are. Campaigns that use it go on without a kit.</p>
        {remove.isError && <TroubleNotice error={remove.error} />}
      </Dialog>
    </>
  );
}
