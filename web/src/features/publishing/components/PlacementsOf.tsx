import { TriangleAlert } from 'lucide-react';
import type { CreativeDto } from '@/api';
import { cx } from '@/lib/cx';
import { PLACEMENTS } from '@/lib/placements';

/** Where a creative goes; those that want another picture format say so. */
export function PlacementsOf({ creative, onChange }: { creative: CreativeDto; onChange: (placements: string[]) => void }) {
  const { placements, video } = creative;
  const toggle = (key: string) => onChange(placements.includes(key) ? placements.filter((one) => one !== key) : [...placements, key]);
  const others = PLACEMENTS.filter(({ key, aspectRatio }) => placements.includes(key) && aspectRatio !== video.aspectRatio);
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Placements</legend>
      <div className="flex flex-wrap gap-1.5">
        {PLACEMENTS.map(({ key, name }) => {
          const isChosen = placements.includes(key);
          return (
            <label
              key={key}
              className={cx(
                'flex h-7 cursor-pointer items-center rounded-full border px-2.5 text-xs select-none',
                'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
                isChosen ? 'border-accent bg-accent-wash font-medium' : 'border-line text-soft hover:border-edge hover:text-ink',
              )}
            >
              <input type="checkbox" checked={isChosen} onChange={() => toggle(key)} className="sr-only" />
              {name}
            </label>
          );
        })}
      </div>
      {others.length > 0 && (
        <p className="mt-2 flex gap-1.5 text-xs text-accent-text">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {`This video is ${video.aspectRatio}; ${others.map(({ name, aspectRatio }) => `${name} shows ${aspectRatio}`).join(', ')}.`}
        </p>
      )}
    </fieldset>
  );
}
