import { Check, Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { GenerationDto, TakeDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { useConnection } from '@/hooks/useConnection';
import { useMay } from '@/hooks/useMe';
import { ago } from '@/lib/format';
import { isResting } from '@/lib/resting';
import { useChooseTake } from '../api/chooseTake';

/** The takes of one shot side by side, started together, so that one is chosen by seeing and not by its number. */
export function Takes({ video, takes }: { video: GenerationDto; takes: TakeDto[] }) {
  const choose = useChooseTake(video.id);
  const mayWrite = useMay('write');
  const list = useRef<HTMLUListElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const films = () => [...(list.current?.querySelectorAll('video') ?? [])];
  const toggle = () => {
    for (const film of films()) {
      if (isPlaying) film.pause();
      else {
        film.currentTime = 0;
        void film.play().catch(() => undefined);
      }
    }
    setIsPlaying(!isPlaying);
  };
  const Icon = isPlaying ? Pause : Play;
  return (
    <div className="space-y-2 @lg:pl-10">
      <Button size="small" onClick={toggle}>
        <Icon aria-hidden className="size-3.5" />
        {isPlaying ? 'Pause them' : 'Compare: play all takes together'}
      </Button>
      <ul ref={list} className="grid grid-cols-2 gap-2 @3xl:grid-cols-3">
        {takes.map((take, index) => (
          <li key={take.id} className="overflow-hidden rounded-field bg-sunken">
            <Clip take={take} name={`Take ${index + 1}`} onEnded={() => films().every((film) => film.ended) && setIsPlaying(false)} />
            <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 px-3 py-2 text-sm">
              <span>
                <span className="font-medium">{`Take ${index + 1}`}</span>
                <span className="text-soft">{`, ${ago(take.createdAt)}`}</span>
              </span>
              {take.isChosen ? (
                <Badge tone="good">
                  <Check aria-hidden className="size-3" />
                  In use
                </Badge>
              ) : (
                isResting(video.status) &&
                mayWrite && (
                  <Button size="small" isBusy={choose.isPending} onClick={() => choose.mutate(take.id)}>
                    Use it, free
                  </Button>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
      {choose.isError && <TroubleNotice error={choose.error} />}
    </div>
  );
}

function Clip({ take, name, onEnded }: { take: TakeDto; name: string; onEnded: () => void }) {
  const { reach } = useConnection();
  return (
    <video
      src={reach(take.url)}
      aria-label={name}
      preload="metadata"
      muted
      playsInline
      controls
      onEnded={onEnded}
      style={{ aspectRatio: `${take.width} / ${take.height}` }}
      className="max-h-72 w-full bg-black object-contain"
    />
  );
}
