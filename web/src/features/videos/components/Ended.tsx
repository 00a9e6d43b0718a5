import { RotateCw } from 'lucide-react';
import type { GenerationDto } from '@/api';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { money } from '@/lib/format';
import { useRetryVideo } from '../api/retryVideo';
import { isRetryable, wordFor } from '../model/status';

/** Why a video ended without a film, what that cost, and how to go on. */
export function Ended({ video }: { video: GenerationDto }) {
  const retry = useRetryVideo(video.id);
  const mayOrder = useMay('order');
  if (!isRetryable(video.status)) return null;
  const missing = video.plan.shots.filter((shot) => !shot.takes.some((take) => take.isChosen));
  const price = missing.reduce((sum, shot) => sum + shot.priceUsd, 0);
  const bill = video.cancel?.willBillUsd;
  return (
    <div className="space-y-3">
      <Notice
        kind={video.status === 'canceled' ? 'info' : 'error'}
        title={wordFor(video.status).sentence}
        actions={
          mayOrder && (
            <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate()}>
              <RotateCw aria-hidden className="size-4" />
              {missing.length === 0 ? 'Finish again, free' : `Make what is missing, ${price === 0 ? 'free' : `at most ${money(price)}`}`}
            </Button>
          )
        }
      >
        <p>{String(video.error?.detail ?? '')}</p>
        <p>
          {`Charged: ${money(video.price.chargedUsd)}.`}
          {typeof bill === 'number' && bill > 0 && ` Billed in spite of the cancelling: ${money(bill)}.`}
        </p>
        {video.status === 'refused' && <p>Trying again rarely helps with the same words: “New from these settings” lets you change them first.</p>}
      </Notice>
      {retry.isError && <TroubleNotice error={retry.error} />}
    </div>
  );
}
