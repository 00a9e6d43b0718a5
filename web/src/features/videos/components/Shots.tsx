import { RefreshCw } from 'lucide-react';
import { useId, useState } from 'react';
import type { GenerationDto, ShotDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge, type Tone } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { useMay } from '@/hooks/useMe';
import { money, percent, seconds } from '@/lib/format';
import { useRedoShot } from '../api/redoShot';
import { type ShotState, stateOf } from '../model/progress';
import { Takes } from './Takes';

const STATES: Record<ShotState, { word: string; tone: Tone }> = {
  waiting: { word: 'Waiting', tone: 'plain' },
  working: { word: 'Being made', tone: 'accent' },
  done: { word: 'Kept', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  unknown: { word: 'Unsettled', tone: 'bad' },
};

/** The planned pieces, what became of each, and other takes of them. */
export function Shots({ video, isBare = false }: { video: GenerationDto; isBare?: boolean }) {
  const id = useId();
  const title = video.plan.shots.length === 1 ? 'The shot' : `${video.plan.shots.length} shots`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={isBare ? 'sr-only' : 'mb-3 text-lg font-semibold'}>
        {title}
      </h2>
      <ol className="panel divide-y divide-line">
        {video.plan.shots.map((shot) => (
          <Shot key={shot.n} video={video} shot={shot} />
        ))}
      </ol>
    </section>
  );
}

function Shot({ video, shot }: { video: GenerationDto; shot: ShotDto }) {
  const [isAsking, setIsAsking] = useState(false);
  const mayOrder = useMay('order');
  const state = stateOf(shot);
  const last = shot.attempts.at(-1);
  return (
    <li className="space-y-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="tabular w-6 text-soft">{shot.n}</span>
        <span className="tabular">{seconds(shot.frames / video.plan.fps)}</span>
        <Badge tone={STATES[state].tone}>
          {STATES[state].word}
          {state === 'working' && ` ${percent(shot.progress)}`}
        </Badge>
        {shot.attempts.length > 1 && <span className="text-sm text-soft">{`${shot.attempts.length} attempts`}</span>}
        <span className="tabular ml-auto text-sm text-soft">{money(shot.priceUsd)}</span>
        {video.status === 'succeeded' && mayOrder && (
          <Button size="small" onClick={() => setIsAsking(true)}>
            <RefreshCw aria-hidden className="size-3.5" />
            Another take
          </Button>
        )}
      </div>
      {shot.prompt && shot.prompt !== video.prompt && <p className="text-sm text-soft @lg:pl-10">{shot.prompt}</p>}
      {last?.message && state !== 'done' && <p className="text-sm text-bad @lg:pl-10">{last.message}</p>}
      {shot.takes.length > 1 && <Takes video={video} takes={shot.takes} />}
      {isAsking && <RedoDialog video={video} shot={shot} onClose={() => setIsAsking(false)} />}
    </li>
  );
}

function RedoDialog({ video, shot, onClose }: { video: GenerationDto; shot: ShotDto; onClose: () => void }) {
  const redo = useRedoShot(video.id, shot.n);
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Leave it
      </Button>
      <Button look="primary" isBusy={redo.isPending} onClick={() => redo.mutate(undefined, { onSuccess: onClose })}>
        {`Make it, ${shot.priceUsd === 0 ? 'free' : `at most ${money(shot.priceUsd)}`}`}
      </Button>
    </>
  );
  return (
    <Dialog title={`Another take of shot ${shot.n}?`} isOpen onClose={onClose} actions={actions}>
      <p>The present film stays as it is until the new one is stored; you can go back to this take at any time, free.</p>
      {redo.isError && <TroubleNotice error={redo.error} />}
    </Dialog>
  );
}
