import { PlacementChips } from '@/components/ui/PlacementChips';
import { Open } from './Open';

interface Props {
  label: string;
  isMissing: boolean;
  chosen: readonly string[];
  onChange: (placements: string[]) => void;
}

/** Where the campaign is shown. */
export function Placements({ label, isMissing, chosen, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-2 text-sm font-medium">
        {label}
        {isMissing && <Open />}
      </legend>
      <PlacementChips chosen={chosen} onChange={onChange} withShapes />
    </fieldset>
  );
}
