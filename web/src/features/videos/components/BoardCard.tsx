import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GenerationDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { buttonClasses } from '@/components/ui/Button';
import { Disclosure } from '@/components/ui/Disclosure';
import { useModelNames } from '@/hooks/useModels';
import { money, seconds } from '@/lib/format';
import { ownPath } from '@/lib/media';
import { useLiveVideo } from '../api/followVideo';
import { hasFile, wordFor } from '../model/status';
import { BoardScreen } from './BoardScreen';
import { Shots } from './Shots';

interface Props {
  video: GenerationDto;
  isFollowed: boolean;
  actions: (video: GenerationDto) => ReactNode;
}

/** One video on the board: played or watched where it stands. */
export function BoardCard({ isFollowed, ...rest }: Props) {
  return isFollowed ? <Followed {...rest} /> : <Card {...rest} />;
}

function Followed({ video, actions }: Omit<Props, 'isFollowed'>) {
  const { data } = useLiveVideo(video.id);
  return <Card video={data ?? video} actions={actions} />;
}

function Card({ video, actions }: Omit<Props, 'isFollowed'>) {
  const { word, tone } = wordFor(video.status);
  const nameOf = useModelNames();
  return (
    <li className="panel flex min-w-0 flex-col overflow-hidden">
      <BoardScreen video={video} />
      <div className="flex grow flex-col gap-3 p-4">
        <div className="flex items-start justify-between gap-3">
          <Link to="/videos/$id" params={{ id: video.id }} className="line-clamp-2 min-w-0 font-medium hover:underline">
            {video.prompt}
          </Link>
          <span role="status" className="shrink-0">
            <Badge tone={tone}>{word}</Badge>
          </span>
        </div>
        <p className="tabular text-sm text-soft">
          {`${seconds(video.duration)} · ${video.aspectRatio} · ${nameOf(video.servedBy.model)} · ${money(video.price.chargedUsd)}`}
        </p>
        {typeof video.error?.detail === 'string' && <p className="text-sm text-bad">{video.error.detail}</p>}
        <div className="mt-auto flex flex-wrap gap-2">
          {actions(video)}
          {hasFile(video) && (
            <a href={ownPath(video.downloadUrl)} download className={buttonClasses({ size: 'small' })}>
              <Download aria-hidden className="size-4" />
              Download
            </a>
          )}
        </div>
        <Disclosure title={`Shots and takes (${video.plan.shots.length})`}>
          <Shots video={video} isBare />
        </Disclosure>
      </div>
    </li>
  );
}
