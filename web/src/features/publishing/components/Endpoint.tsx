import { Send } from 'lucide-react';
import { useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Switch } from '@/components/ui/Switch';
import type { WebhookEndpointDto } from '@/api';
import { ago } from '@/lib/format';
import { useChangeEndpoint } from '../api/changeEndpoint';
import { useRemoveEndpoint } from '../api/removeEndpoint';
import { useTestEndpoint } from '../api/testEndpoint';
import { Deliveries } from './Deliveries';

/** One endpoint: how its last message was met, a test, and everything that was sent. */
export function Endpoint({ endpoint }: { endpoint: WebhookEndpointDto }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const change = useChangeEndpoint(endpoint.id);
  const test = useTestEndpoint(endpoint.id);
  const remove = useRemoveEndpoint(endpoint.id);
  const failure = test.error ?? change.error;
  const { lastDelivery: last } = endpoint;
  return (
    <li className="space-y-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-60">
          <p className="truncate font-medium">{endpoint.url}</p>
          <p className="text-sm text-soft">{endpoint.disabledReason ?? (endpoint.events.length ? endpoint.events.join(', ') : 'Only what is published to it')}</p>
        </div>
        {last && (
          <span className="flex items-center gap-2 text-sm text-soft">
            <Badge tone={last.error ? 'bad' : 'good'}>{last.statusCode ?? last.state}</Badge>
            {ago(last.at)}
          </span>
        )}
        <Switch label="On" isOn={endpoint.isEnabled} onChange={(isEnabled) => change.mutate({ isEnabled })} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          isBusy={test.isPending}
          onClick={() => {
            setIsOpen(true);
            test.mutate();
          }}
        >
          <Send aria-hidden className="size-4" />
          Send a test
        </Button>
        <Button size="small" look="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          Deliveries
        </Button>
        <Button size="small" look="quiet" className="ml-auto" onClick={() => setIsAsking(true)}>
          Remove
        </Button>
      </div>
      {failure && <TroubleNotice error={failure} />}
      {isOpen && <Deliveries endpointId={endpoint.id} />}
      <Dialog
        title="Remove this endpoint?"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button look="quiet" onClick={() => setIsAsking(false)}>
              Keep it
            </Button>
            <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate()}>
              Remove the endpoint
            </Button>
          </>
        }
      >
        <p className="break-all">{endpoint.url}</p>
        <p>Nothing is sent there any more. Its secret ends with it.</p>
        {remove.isError && <TroubleNotice error={remove.error} />}
      </Dialog>
    </li>
  );
}
