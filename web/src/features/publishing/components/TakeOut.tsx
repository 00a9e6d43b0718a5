import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import type { CreativeDto } from '@/api';
import { useRemoveCreative } from '../api/removeCreative';

/** Takes a creative out of its campaign, after asking: its words go with it. */
export function TakeOut({ creative }: { creative: CreativeDto }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useRemoveCreative(creative.campaignId);
  const actions = (
    <>
      <Button look="quiet" onClick={() => setIsAsking(false)}>
        Keep it
      </Button>
      <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate(creative.id)}>
        Take it out
      </Button>
    </>
  );
  return (
    <>
      <Button size="small" look="quiet" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Take out
      </Button>
      <Dialog title="Take it out of the campaign?" isOpen={isAsking} onClose={() => setIsAsking(false)} actions={actions}>
        <p className="[overflow-wrap:anywhere]">{`The words of “${creative.title}” are deleted, and so is what was published of it here. Its video stays in the library.`}</p>
        {remove.isError && <TroubleNotice error={remove.error} />}
      </Dialog>
    </>
  );
}
