import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button, IconButton } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { useMay } from '@/hooks/useMe';
import type { CampaignDto } from '@/api';
import { useDeleteCampaign } from '../api/deleteCampaign';

/** What is done with a whole campaign. */
export function CampaignMenu({ campaign }: { campaign: CampaignDto }) {
  const mayWrite = useMay('write');
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const remove = useDeleteCampaign(campaign.id);
  if (!mayWrite) return null;
  const actions = (
    <>
      <Button look="quiet" onClick={() => setIsAsking(false)}>
        Keep it
      </Button>
      <Button
        look="danger"
        isBusy={remove.isPending}
        onClick={() => remove.mutate(undefined, { onSuccess: () => void navigate({ to: '/' }) })}
      >
        Delete the campaign
      </Button>
    </>
  );
  return (
    <>
      <IconButton name="Delete the campaign" className="shrink-0" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
      <Dialog title={`Delete ${campaign.name}?`} isOpen={isAsking} onClose={() => setIsAsking(false)} actions={actions}>
        <p>Its brief, conversation and creatives go. Its videos stay in the library.</p>
        {remove.isError && <TroubleNotice error={remove.error} />}
      </Dialog>
    </>
  );
}
