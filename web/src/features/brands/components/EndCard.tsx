import { Field, inputClasses } from '@/components/ui/Field';
import { Switch } from '@/components/ui/Switch';
import type { BrandKitDto } from '@/api';
import { linkOf } from '@/lib/links';

type Card = BrandKitDto['endCard'];

/** How a film closes. */
export function EndCard({ endCard, onChange }: { endCard: Card; onChange: (endCard: Card) => void }) {
  return (
    <section aria-labelledby="end-card" className="space-y-4">
      <h2 id="end-card" className="font-medium">
        End card
      </h2>
      <Switch label="Close films with it" isOn={endCard.isShown} onChange={(isShown) => onChange({ ...endCard, isShown })} />
      {endCard.isShown && (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Words">
            {(control) => (
              <input {...control} maxLength={80} value={endCard.text ?? ''} placeholder="Still hot at the summit" onChange={(event) => onChange({ ...endCard, text: event.target.value || null })} className={`${inputClasses} h-11`} />
            )}
          </Field>
          <Field label="Link" error={linkOf(endCard.link ?? '') === undefined ? 'An address, for example altitude.example.' : undefined}>
            {(control) => (
              <input {...control} maxLength={500} inputMode="url" value={endCard.link ?? ''} placeholder="altitude.example" onChange={(event) => onChange({ ...endCard, link: event.target.value || null })} className={`${inputClasses} h-11`} />
            )}
          </Field>
        </div>
      )}
    </section>
  );
}
