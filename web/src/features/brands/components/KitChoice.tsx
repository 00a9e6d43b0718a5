import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { Select } from '@/components/ui/Select';
import { useKits } from '../api/listKits';

interface Props {
  chosen: string | null;
  onChoose: (brandKitId: string | null) => void;
}

/** Which kit a campaign's videos are made in. */
export function KitChoice({ chosen, onChoose }: Props) {
  const id = useId();
  const { data: kits = [] } = useKits();
  const kit = kits.find((one) => one.id === chosen);
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          Brand kit
        </label>
        <Link to="/brand-kits" className="text-xs text-soft underline underline-offset-2 hover:text-ink">
          {kits.length === 0 ? 'Make one' : 'Edit kits'}
        </Link>
      </div>
      <Select id={id} value={kit?.id ?? ''} className="w-full" onChange={(event) => onChoose(event.target.value || null)}>
        <option value="">None</option>
        {kits.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      {kit && kit.colours.length > 0 && (
        <div aria-hidden className="mt-2 flex h-2 overflow-hidden rounded-full">
          {kit.colours.map((colour, index) => (
            <span key={index} style={{ background: colour }} className="grow" />
          ))}
        </div>
      )}
    </div>
  );
}
