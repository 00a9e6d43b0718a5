import { Download, RotateCcw } from 'lucide-react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge } from '@/components/ui/Badge';
import { Button, buttonClasses } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import type { CreativeDto, PublicationDto, WebhookEndpointDto } from '@/api';
import { cx } from '@/lib/cx';
import { ago } from '@/lib/format';
import { ownPath } from '@/lib/media';
import { useRetryPublication } from '../api/retryPublication';
import { troubleWith, wordFor } from '../model/publications';
import { Poster } from './Poster';

interface Props {
  creative: CreativeDto;
  publications: readonly PublicationDto[];
  endpoints: readonly WebhookEndpointDto[];
  isChosen: boolean;
  onToggle: () => void;
}

/** One creative: whether it goes along, and where it has been published. */
export function PublishRow({ creative, publications, endpoints, isChosen, onToggle }: Props) {
  const mayWrite = useMay('write');
  return (
    <li className="space-y-3 p-4">
      <label className={cx('flex items-center gap-3', mayWrite && 'cursor-pointer')}>
        {mayWrite && <input type="checkbox" checked={isChosen} onChange={onToggle} className="size-4 shrink-0 accent-accent" />}
        <span className="relative h-12 w-16 shrink-0 overflow-hidden rounded bg-sunken">
          <Poster video={creative.video} />
        </span>
        <span className="min-w-0 grow truncate font-medium">{creative.title}</span>
        <span className="tabular shrink-0 text-sm text-soft">{creative.video.aspectRatio}</span>
      </label>
      {publications.length > 0 && (
        <ul className="space-y-2 sm:pl-7">
          {publications.map((one) => (
            <Publication key={one.id} publication={one} url={endpoints.find(({ id }) => id === one.endpointId)?.url} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Publication({ publication, url }: { publication: PublicationDto; url: string | undefined }) {
  const mayWrite = useMay('write');
  const retry = useRetryPublication(publication.campaignId);
  const { word, tone } = wordFor(publication.state);
  const trouble = troubleWith(publication);
  return (
    <li className="rounded-field bg-sunken px-3 py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span role="status">
          <Badge tone={tone}>{word}</Badge>
        </span>
        <span className="min-w-0 truncate">{publication.channel === 'bundle' ? 'Bundle' : (url ?? 'Webhook')}</span>
        <span className="text-soft">{`revision ${publication.revision}, ${ago(publication.publishedAt ?? publication.createdAt)}`}</span>
        <span className="ml-auto flex gap-2">
          {publication.state === 'failed' && mayWrite && (
            <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate(publication.id)}>
              <RotateCcw aria-hidden className="size-4" />
              Try again
            </Button>
          )}
          {publication.downloadUrl && publication.state === 'published' && (
            <a href={ownPath(publication.downloadUrl)} download className={buttonClasses({ size: 'small', look: 'primary' })}>
              <Download aria-hidden className="size-4" />
              Download bundle
            </a>
          )}
        </span>
      </div>
      {trouble && (
        <div role="status" className="mt-1 space-y-1 text-sm break-words">
          <p className="text-bad">{`${trouble.error}${trouble.isTriedAgain ? ' It is sent again by itself.' : ''}`}</p>
          {trouble.words && <blockquote className="line-clamp-4 border-l-2 border-bad pl-3 whitespace-pre-line">{trouble.words}</blockquote>}
        </div>
      )}
      {retry.isError && <TroubleNotice error={retry.error} />}
    </li>
  );
}
