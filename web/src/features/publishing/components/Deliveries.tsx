import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { ago } from '@/lib/format';
import { useDeliveries } from '../api/deliveries';
import { useRetryDelivery } from '../api/retryDelivery';

/** What was sent to an endpoint, and the receiver's own answer. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const { data: deliveries, error } = useDeliveries(endpointId);
  const retry = useRetryDelivery(endpointId);
  if (error) return <TroubleNotice error={error} />;
  return (
    <ul aria-label="Deliveries" className="space-y-1.5 rounded-field bg-sunken p-3 text-sm">
      {deliveries?.length === 0 && <li className="text-soft">Nothing was sent yet.</li>}
      {deliveries?.map((one) => (
        <li key={one.id} className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={one.state === 'delivered' ? 'good' : one.error ? 'bad' : 'accent'}>{one.statusCode ?? one.state}</Badge>
          <span className="mono text-xs">{one.type}</span>
          <span className="text-soft">{ago(one.createdAt)}</span>
          {one.error && <span className="min-w-0 grow basis-40 break-words text-bad">{one.error}</span>}
          {one.state === 'failed' && (
            <Button size="small" className="ml-auto" isBusy={retry.isPending && retry.variables === one.id} onClick={() => retry.mutate(one.id)}>
              Send again
            </Button>
          )}
        </li>
      ))}
      {retry.isError && (
        <li>
          <TroubleNotice error={retry.error} />
        </li>
      )}
    </ul>
  );
}
