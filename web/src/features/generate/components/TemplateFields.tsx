import { Field, inputClasses } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import type { Draft } from '../model/draft';
import { PLATFORMS } from '../model/platforms';
import { useDesk } from '../model/useDesk';

type TextField = 'productName' | 'tagline' | 'productDescription' | 'concept';

interface Spec {
  field: TextField;
  label: string;
  placeholder: string;
  longest: number;
  isLong?: boolean;
}

const FIELDS: Record<Exclude<Draft['kind'], 'prompt'>, { about: string; fields: Spec[] }> = {
  'brand-animation': {
    about: 'The logo comes out of soft light, the name and its line follow. Add the logo as a reference below.',
    fields: [
      { field: 'productName', label: 'Brand or product', placeholder: 'Altitude', longest: 120 },
      { field: 'tagline', label: 'Tagline', placeholder: 'Made for the last thousand metres', longest: 300 },
    ],
  },
  'product-showcase': {
    about: 'The product in motion, with what is good about it. Add product pictures as references below.',
    fields: [
      { field: 'productName', label: 'Product', placeholder: 'Altitude Flask', longest: 120 },
      {
        field: 'productDescription',
        label: 'What is good about it',
        placeholder: 'Vacuum-insulated steel, shaped for the climb. Ice stays ice until tomorrow.',
        longest: 2000,
        isLong: true,
      },
    ],
  },
  'social-media': {
    about: 'One idea with a strong first second, clear of the app’s own buttons. Length and format follow the platform.',
    fields: [
      {
        field: 'concept',
        label: 'The one idea',
        placeholder: 'Stop packing warm water. One flask, 24 hours cold.',
        longest: 1000,
        isLong: true,
      },
    ],
  },
};

/** A template's own words. */
export function TemplateFields({ draft }: { draft: Draft }) {
  const { change } = useDesk();
  if (draft.kind === 'prompt') return null;
  const { about, fields } = FIELDS[draft.kind];
  return (
    <div className="space-y-4">
      <p className="text-soft">{about}</p>
      {fields.map(({ field, label, placeholder, longest, isLong }) => (
        <Field key={field} id={field} label={label}>
          {(control) => {
            const shared = {
              ...control,
              value: draft[field],
              placeholder,
              maxLength: longest,
              onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
            };
            return isLong ? (
              <textarea {...shared} rows={3} className={`${inputClasses} field-sizing-content min-h-24 py-2.5 text-base`} />
            ) : (
              <input {...shared} className={`${inputClasses} h-11 text-base`} />
            );
          }}
        </Field>
      ))}
      {draft.kind === 'social-media' && <PlatformField platform={draft.platform} />}
    </div>
  );
}

function PlatformField({ platform }: { platform: string }) {
  const { change } = useDesk();
  const choose = (key: string) => {
    const found = PLATFORMS.find((one) => one.key === key);
    if (found) change({ platform: key, duration: found.seconds, aspectRatio: found.aspectRatio });
  };
  return (
    <Field label="Platform">
      {(control) => (
        <Select {...control} value={platform} onChange={(event) => choose(event.target.value)} className="w-full @md:w-80">
          {PLATFORMS.map(({ key, name, seconds, aspectRatio }) => (
            <option key={key} value={key}>{`${name} (${seconds} s, ${aspectRatio})`}</option>
          ))}
        </Select>
      )}
    </Field>
  );
}
