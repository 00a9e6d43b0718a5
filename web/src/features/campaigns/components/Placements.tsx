import { Shape } from '@/components/ui/Shape';
import { cx } from '@/lib/cx';
import { PLACEMENTS } from '@/lib/placements';
import { Open } from './Open';

interface Props {
  label: string;
  isMissing: boolean;
  chosen: readonly string[];
  onChange: (placements: string[]) => void;
}

/** Where the campaign is shown: any of the platforms, each with the shape of its picture. */
export function Placements({ label, isMissing, chosen, onChange }: Props) {
  const toggle = (key: string) => onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <fieldset>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-2 text-sm font-medium">
        {label}
        {isMissing && <Open />}
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {PLACEMENTS.map(({ key, name, aspectRatio }) => {
          const isChosen = chosen.includes(key);
          return (
            <label
              key={key}
              className={cx(
                'flex h-8 cursor-pointer items-center gap-1.5 rounded-full border px-3 text-sm transition-colors select-none',
                'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:cursor-default',
                isChosen ? 'border-accent bg-accent-wash font-medium' : 'border-line text-soft hover:border-edge hover:text-ink',
              )}
            >
              <input type="checkbox" checked={isChosen} onChange={() => toggle(key)} className="sr-only" />
              <Shape ratio={aspectRatio} className="size-3.5" />
              {name}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
