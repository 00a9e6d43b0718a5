import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import type { PublicationDto } from '@/api';
import { cx } from '@/lib/cx';
import { useEndpoints } from '../api/endpoints';
import { useCreatives } from '../api/listCreatives';
import { usePublications } from '../api/listPublications';
import { usePublish } from '../api/publish';
import { byCreative } from '../model/publications';
import { Channel } from './Channel';
import { DownloadAll } from './DownloadAll';
import { PublishRow } from './PublishRow';

interface Props {
  campaignId: string;
  name: string;
  onCreatives: () => void;
}

/** Hands creatives over: as files to download, or to a program of one's own. */
export function Publish({ campaignId, name, onCreatives }: Props) {
  const mayWrite = useMay('write');
  const { data: creatives, error } = useCreatives(campaignId);
  const { data: publications = [] } = usePublications(campaignId);
  const { data: endpoints = [] } = useEndpoints();
  const publish = usePublish(campaignId);
  const [channel, setChannel] = useState<PublicationDto['channel']>('bundle');
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set()); // those not to be published
  const chosen = creatives?.filter(({ id }) => !left.has(id)) ?? [];
  const endpointId = endpoint ?? endpoints.find(({ isEnabled }) => isEnabled)?.id;
  const isLacking = chosen.length === 0 || (channel === 'webhook' && !endpointId);
  const groups = byCreative(publications);
  const start = () => {
    const target = channel === 'webhook' && endpointId ? { endpointId } : {};
    publish.mutate({ channel, creativeIds: chosen.map(({ id }) => id), ...target });
  };
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <section aria-labelledby="publish" className="@container space-y-4">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-3">
        <h2 id="publish" className="text-lg font-semibold">
          Publish
        </h2>
        {publications.some(({ channel: one, state }) => one === 'bundle' && state === 'published') && (
          <DownloadAll campaignId={campaignId} name={name} />
        )}
      </div>
      {error && <TroubleNotice error={error} />}
      {!creatives && !error && <Shade className="h-64 rounded-panel" />}
      {creatives?.length === 0 && (
        <div className="panel">
          <Empty picture={<PackageCheck className="size-10" strokeWidth={1.2} />} title="Nothing to publish yet" action={<Button onClick={onCreatives}>Go to creatives</Button>}>
            Add a video to the creatives first.
          </Empty>
        </div>
      )}
      {creatives && creatives.length > 0 && (
        <div className={cx('grid grid-cols-[minmax(0,1fr)] gap-4', mayWrite && '@6xl:grid-cols-[22rem_minmax(0,1fr)] @6xl:grid-rows-[auto_1fr]')}>
          {mayWrite && <Channel channel={channel} onChannel={setChannel} endpoints={endpoints} endpointId={endpointId ?? null} onEndpoint={setEndpoint} />}
          <ul className={cx('panel divide-y divide-line self-start', mayWrite && '@6xl:col-start-2 @6xl:row-span-2 @6xl:row-start-1')}>
            {creatives.map((creative) => (
              <PublishRow
                key={creative.id}
                creative={creative}
                publications={groups.get(creative.id) ?? []}
                endpoints={endpoints}
                isChosen={!left.has(creative.id)}
                onToggle={() => toggle(creative.id)}
              />
            ))}
          </ul>
          <div className="space-y-4">
            {publish.isError && <TroubleNotice error={publish.error} />}
            {mayWrite && (
              <div className="flex flex-wrap items-center justify-end gap-3 @6xl:flex-col-reverse @6xl:items-stretch">
                <p className="text-sm text-soft">Each revision is published once, however often you press.</p>
                <Button look="primary" size="large" disabled={isLacking} isBusy={publish.isPending} onClick={start}>
                  {`Publish ${chosen.length === 1 ? 'it' : `${chosen.length} creatives`}`}
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
