import { Link } from '@tanstack/react-router';
import { PackageOpen, Webhook } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { Select } from '@/components/ui/Select';
import type { PublicationDto, WebhookEndpointDto } from '@/api';

interface Props {
  channel: PublicationDto['channel'];
  onChannel: (channel: PublicationDto['channel']) => void;
  endpoints: readonly WebhookEndpointDto[];
  endpointId: string | null;
  onEndpoint: (id: string) => void;
}

const CHANNELS = [
  { channel: 'bundle', name: 'Bundle', about: 'A zip with video, poster, captions where it has several shots, words for each placement and a manifest.', icon: PackageOpen },
  { channel: 'webhook', name: 'Webhook', about: 'A signed message with links to your own program, which posts it.', icon: Webhook },
] as const;

/** Where the creatives go. */
export function Channel({ channel, onChannel, endpoints, endpointId, onEndpoint }: Props) {
  return (
    <div className="space-y-3">
      <RadioGroup.Root aria-label="Channel" value={channel} onValueChange={(value) => onChannel(value as Props['channel'])} className="grid gap-3 sm:grid-cols-2 @6xl:grid-cols-1">
        {CHANNELS.map(({ channel: value, name, about, icon: Icon }) => (
          <RadioGroup.Item
            key={value}
            value={value}
            aria-label={name}
            className="panel flex items-start gap-3 p-4 text-left transition-colors hover:border-edge data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash"
          >
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0" strokeWidth={1.6} />
            <span>
              <span className="font-semibold">{name}</span>
              <span className="block text-sm text-soft">{about}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {channel === 'webhook' &&
        (endpoints.length === 0 ? (
          <p className="text-sm">
            There is no endpoint yet.{' '}
            <Link to="/settings" className="underline underline-offset-2">
              Add one in the settings
            </Link>
            .
          </p>
        ) : (
          <Select aria-label="Endpoint" value={endpointId ?? ''} className="w-full" onChange={(event) => onEndpoint(event.target.value)}>
            {endpoints.map((one) => (
              <option key={one.id} value={one.id} disabled={!one.isEnabled}>
                {one.url}
              </option>
            ))}
          </Select>
        ))}
    </div>
  );
}
