import { cx } from '@/lib/cx';
import { PLACEMENTS } from '@/lib/placements';
import { Shape } from './Shape';

interface Props {
  chosen: readonly string[];
  onChange: (placements: string[]) => void;
  /** Each with the shape of its picture, for whoever has none yet. */
  withShapes?: boolean;
}

/** Where something is shown: any of the platforms. Stands in a fieldset that says what for. */
export function PlacementChips({ chosen, onChange, withShapes = false }: Props) {
  const toggle = (key: string) => onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <div className="flex flex-wrap gap-1.5">
      {PLACEMENTS.map(({ key, name, aspectRatio }) => {
        const isChosen = chosen.includes(key);
        return (
          <label
            key={key}
            className={cx(
              'flex cursor-pointer items-center gap-1.5 rounded-full border transition-colors select-none',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:cursor-default',
              withShapes ? 'h-8 px-3 text-sm' : 'h-7 px-2.5 text-xs',
              isChosen ? 'border-accent bg-accent-wash font-medium' : 'border-line text-soft hover:border-edge hover:text-ink',
            )}
          >
            <input type="checkbox" checked={isChosen} onChange={() => toggle(key)} className="sr-only" />
            {withShapes && <Shape ratio={aspectRatio} className="size-3.5" />}
            {name}
          </label>
        );
      })}
    </div>
  );
}
