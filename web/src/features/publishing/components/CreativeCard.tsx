import { ArrowDown, ArrowUp, CircleCheck, GripVertical } from 'lucide-react';
import { useState } from 'react';
import { NotSaved } from '@/components/feedback/NotSaved';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge, type Tone } from '@/components/ui/Badge';
import { Button, IconButton } from '@/components/ui/Button';
import { NameInput } from '@/components/ui/NameInput';
import { useMay } from '@/hooks/useMe';
import { useRefusal, useSaved } from '@/hooks/useSaved';
import type { CreativeDto } from '@/api';
import { cx } from '@/lib/cx';
import { seconds } from '@/lib/format';
import { useChangeCreative } from '../api/changeCreative';
import { CopyEditor } from './CopyEditor';
import { PlacementsOf } from './PlacementsOf';
import { Poster } from './Poster';
import { TakeOut } from './TakeOut';

const STATUS: Record<CreativeDto['status'], { word: string; tone: Tone }> = {
  draft: { word: 'Draft', tone: 'plain' },
  ready: { word: 'Ready', tone: 'good' },
  published: { word: 'Published', tone: 'accent' },
};

interface Props {
  creative: CreativeDto;
  index: number;
  count: number;
  isDragged: boolean;
  onMove: (to: number) => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDrop: () => void;
}

/** One creative: its video, where it goes and what is said there. */
export function CreativeCard({ creative, index, count, isDragged, onMove, onDragStart, onDragEnd, onDrop }: Props) {
  const mayWrite = useMay('write');
  const change = useChangeCreative(creative.campaignId, creative.id);
  const [isHandled, setIsHandled] = useState(false);
  const { word, tone } = STATUS[creative.status];
  const name = `creative.${creative.id}.`;
  const refusal = useRefusal(name);
  const failure = refusal === undefined && change.error;
  const placements = useSaved({
    name: `${name}placements`,
    stored: creative.placements,
    save: (chosen) => change.mutateAsync({ placements: chosen }),
    isChoice: true,
  });
  const shown = { ...creative, placements: placements.value };
  return (
    <li
      draggable={isHandled}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      className={cx('panel @container min-w-0 overflow-hidden transition-opacity', isDragged && 'opacity-50')}
    >
      {/* Where a card is wide, its picture stands large beside its words. */}
      <div className="@4xl:grid @4xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="flex gap-4 p-4 @4xl:flex-col">
          <div className="relative grid h-28 w-32 @4xl:aspect-video @4xl:h-auto @4xl:w-full shrink-0 place-items-center overflow-hidden rounded-field bg-sunken">
            <Poster video={creative.video} />
            {creative.video.duration !== null && (
              <span className="tabular absolute right-1 bottom-1 rounded bg-black/70 px-1 text-xs text-white">{seconds(creative.video.duration)}</span>
            )}
          </div>
          <div className="flex min-w-0 grow flex-col gap-1.5">
            <div className="flex items-center justify-between gap-2">
              <Badge tone={tone}>{word}</Badge>
              {mayWrite && (
                <div className="-mr-1.5 flex">
                  <IconButton name={`Move ${creative.title} earlier`} className="size-8" aria-disabled={index === 0} onClick={() => onMove(index - 1)}>
                    <ArrowUp aria-hidden className="size-4" />
                  </IconButton>
                  <IconButton name={`Move ${creative.title} later`} className="size-8" aria-disabled={index === count - 1} onClick={() => onMove(index + 1)}>
                    <ArrowDown aria-hidden className="size-4" />
                  </IconButton>
                  <span
                    aria-hidden
                    title="Drag to another place"
                    onPointerDown={() => setIsHandled(true)}
                    onPointerUp={() => setIsHandled(false)}
                    className="grid size-8 cursor-grab place-items-center text-soft max-lg:hidden"
                  >
                    <GripVertical className="size-4" />
                  </span>
                </div>
              )}
            </div>
            <h3 className="min-w-0 font-semibold">
              {mayWrite ? (
                <NameInput label="Title of the creative" name={creative.title} onKeep={(title) => change.mutateAsync({ title })} />
              ) : (
                <span className="line-clamp-2">{creative.title}</span>
              )}
            </h3>
            <p className="tabular truncate text-sm text-soft">{creative.video.status === 'deleted' ? 'Its video was deleted' : `${creative.video.aspectRatio} · ${creative.video.model} · revision ${creative.revision}`}</p>
          </div>
        </div>
        <fieldset disabled={!mayWrite} className="space-y-4 border-t border-line p-4 @4xl:border-t-0 @4xl:border-l">
          <PlacementsOf creative={shown} onChange={placements.change} />
          {shown.placements.length > 0 && (
            <CopyEditor creative={shown} name={`${name}copy.`} onKeep={(copy) => change.mutateAsync({ copy })} />
          )}
          {refusal !== undefined && <NotSaved error={refusal} />}
          {failure && <TroubleNotice error={failure} />}
          {mayWrite && (
            <div className="flex flex-wrap justify-between gap-2">
              <Button
                size="small"
                isBusy={change.isPending && change.variables.status !== undefined}
                onClick={() => change.mutate({ status: creative.status === 'draft' ? 'ready' : 'draft' })}
              >
                <CircleCheck aria-hidden className="size-4" />
                {creative.status === 'draft' ? 'Mark as ready' : 'Back to draft'}
              </Button>
              <TakeOut creative={creative} />
            </div>
          )}
        </fieldset>
      </div>
    </li>
  );
}
