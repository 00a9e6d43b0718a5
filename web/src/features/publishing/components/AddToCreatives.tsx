import { ArrowRight, Check, Plus } from 'lucide-react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button, type ButtonLook } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { useAddCreative } from '../api/addCreative';
import { useCreatives } from '../api/listCreatives';

interface Props {
  campaignId: string;
  generationId: string;
  onAdded?: () => void;
  size?: ButtonLook['size'];
}

/** Puts a video among the campaign's creatives, and says that it is there. */
export function AddToCreatives({ campaignId, generationId, onAdded, size = 'small' }: Props) {
  const mayWrite = useMay('write');
  const { data: creatives } = useCreatives(campaignId);
  const add = useAddCreative(campaignId);
  const isThere = creatives?.some((one) => one.generationId === generationId) ?? false;
  if (!mayWrite) return null;
  // One button throughout, so that it keeps the focus.
  return (
    <>
      <Button
        size={size}
        look={isThere ? 'plain' : 'primary'}
        isBusy={add.isPending}
        onClick={() => (isThere ? onAdded?.() : add.mutate(generationId))}
      >
        {isThere ? <Check aria-hidden className="size-4 text-good" /> : !add.isPending && <Plus aria-hidden className="size-4" />}
        {isThere ? 'In the creatives' : 'Add to creatives'}
        {isThere && <ArrowRight aria-hidden className="size-4" />}
      </Button>
      {add.isError && <TroubleNotice error={add.error} />}
    </>
  );
}
