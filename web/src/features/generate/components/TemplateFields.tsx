import type { TemplateDto, TemplateFieldDto } from '@/api';
import { Field, inputClasses } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { PLACEMENTS } from '@/lib/placements';
import type { Draft } from '../model/draft';
import { useDesk } from '../model/useDesk';

/** A template's own words, its design, and where a post is shown. */
export function TemplateFields({ draft, template }: { draft: Draft; template: TemplateDto }) {
  return (
    <div className="space-y-4">
      <p className="text-soft">
        {template.description}
        {template.roles[0] === 'logo' && ' Add the logo as a reference below.'}
        {template.roles[0] === 'product' && ' Add product pictures as references below.'}
      </p>
      {template.fields.map((field) => (
        <TemplateField key={field.name} field={field} draft={draft} />
      ))}
      <div className="flex flex-wrap gap-4">
        {draft.template === 'social-media' && <PlatformField platform={draft.platform} />}
        {template.looks.length > 1 && <LookField look={draft.look} looks={template.looks} />}
      </div>
    </div>
  );
}

function TemplateField({ field, draft }: { field: TemplateFieldDto; draft: Draft }) {
  const { change } = useDesk();
  const { name, label, isRequired, isMultiline, maxLength, example } = field;
  return (
    <Field id={name} label={label} aside={!isRequired && 'optional'}>
      {(control) => {
        const shared = {
          ...control,
          value: draft.fields[name] ?? '',
          placeholder: example,
          maxLength,
          onChange: (event: { target: { value: string } }) => change({ fields: { ...draft.fields, [name]: event.target.value } }),
        };
        return isMultiline ? (
          <textarea {...shared} rows={3} className={`${inputClasses} field-sizing-content min-h-24 py-2.5 text-base`} />
        ) : (
          <input {...shared} className={`${inputClasses} h-11 text-base`} />
        );
      }}
    </Field>
  );
}

function LookField({ look, looks }: { look: string | null; looks: TemplateDto['looks'] }) {
  const { change } = useDesk();
  return (
    <Field label="Design" className="w-full @md:w-56">
      {(control) => (
        <Select {...control} value={look ?? ''} onChange={(event) => change({ look: event.target.value || null })} className="w-full">
          <option value="">By the words</option>
          {looks.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function PlatformField({ platform }: { platform: string }) {
  const { change } = useDesk();
  const choose = (key: string) => {
    const found = PLACEMENTS.find((one) => one.key === key);
    if (found) change({ platform: key, duration: found.seconds, aspectRatio: found.aspectRatio });
  };
  return (
    <Field label="Platform" className="w-full @md:w-72">
      {(control) => (
        <Select {...control} value={platform} onChange={(event) => choose(event.target.value)} className="w-full">
          {PLACEMENTS.map(({ key, name, seconds, aspectRatio }) => (
            <option key={key} value={key}>{`${name} (${seconds} s, ${aspectRatio})`}</option>
          ))}
        </Select>
      )}
    </Field>
  );
}
