import { TriangleAlert } from 'lucide-react';
import type { CreativeDto } from '@/api';
import { PlacementChips } from '@/components/ui/PlacementChips';
import { PLACEMENTS } from '@/lib/placements';

/** Where a creative goes; those that want another picture format say so. */
export function PlacementsOf({ creative, onChange }: { creative: CreativeDto; onChange: (placements: string[]) => void }) {
  const { placements, video } = creative;
  const others = PLACEMENTS.filter(({ key, aspectRatio }) => placements.includes(key) && aspectRatio !== video.aspectRatio);
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Placements</legend>
      <PlacementChips chosen={placements} onChange={onChange} />
      {others.length > 0 && (
        <p className="mt-2 flex gap-1.5 text-xs text-accent-text">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {`This video is ${video.aspectRatio}; ${others.map(({ name, aspectRatio }) => `${name} shows ${aspectRatio}`).join(', ')}.`}
        </p>
      )}
    </fieldset>
  );
}
