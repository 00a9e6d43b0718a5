import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Section } from '@/components/layout/Section';
import { Button } from '@/components/ui/Button';
import { useEndpoints } from '../api/endpoints';
import { Endpoint } from './Endpoint';
import { NewEndpointDialog } from './NewEndpointDialog';

/** Programs that are told what happens here. */
export function WebhookEndpoints() {
  const { data: endpoints, error } = useEndpoints();
  const [isMaking, setIsMaking] = useState(false);
  const make = (
    <Button onClick={() => setIsMaking(true)}>
      <Plus aria-hidden className="size-4" />
      New endpoint
    </Button>
  );
  return (
    <Section title="Webhook endpoints" about="Addresses of your own programs. They get published creatives and events, signed." action={make}>
      {error && <TroubleNotice error={error} />}
      {!endpoints && !error && <Shade className="h-16" />}
      {endpoints?.length === 0 && (
        <div className="panel">
          <Empty picture={<Webhook className="size-10" strokeWidth={1.2} />} title="Nobody is told yet">
            Add the address of a program, and publish to it or let it follow what happens.
          </Empty>
        </div>
      )}
      {endpoints && endpoints.length > 0 && (
        <ul className="panel divide-y divide-line">
          {endpoints.map((one) => (
            <Endpoint key={one.id} endpoint={one} />
          ))}
        </ul>
      )}
      {isMaking && <NewEndpointDialog onClose={() => setIsMaking(false)} />}
    </Section>
  );
}
