import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import type { BrandKitDto } from '@/api';
import { useFonts } from '../api/listFonts';

type Chosen = BrandKitDto['fonts'];
const PARTS = [
  { part: 'heading', label: 'Type of headlines' },
  { part: 'body', label: 'Type of the rest' },
] as const;

/** The families that the brand's type is set in. */
export function Fonts({ fonts, onChange }: { fonts: Chosen; onChange: (fonts: Chosen) => void }) {
  const { data: families = [] } = useFonts();
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {PARTS.map(({ part, label }) => {
        const chosen = fonts[part];
        const offered = chosen && !families.includes(chosen) ? [chosen, ...families] : families;
        return (
          <Field key={part} label={label}>
            {(control) => (
              <Select {...control} value={chosen ?? ''} className="w-full" onChange={(event) => onChange({ ...fonts, [part]: event.target.value || null })}>
                <option value="">As each look has it</option>
                {offered.map((family) => (
                  <option key={family} value={family}>
                    {family}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        );
      })}
    </div>
  );
}
