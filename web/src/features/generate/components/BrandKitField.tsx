import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { useBrandKits } from '../api/brandKits';
import type { Draft } from '../model/draft';
import type { Setting } from '../model/order';
import { useDesk } from '../model/useDesk';

/** Whose logo, colours, fonts and tone it has; nothing to choose where the workspace has no kit. */
export function BrandKitField({ draft, setting }: { draft: Draft; setting: Setting }) {
  const { change } = useDesk();
  const { data: kits = [] } = useBrandKits();
  if (kits.length === 0) return null;
  const given = kits.find((kit) => kit.id === setting.brandKitId);
  const chosen = kits.find((kit) => kit.id === draft.brandKitId) ?? given;
  const unsaid = given?.name ?? (setting.campaignId ? 'The campaign’s own' : 'None');
  return (
    <Field label="Brand kit" className="w-full @md:w-72" hint={chosen && <Colours colours={chosen.colours} tone={chosen.tone} />}>
      {(control) => (
        <Select {...control} value={draft.brandKitId ?? ''} onChange={(event) => change({ brandKitId: event.target.value || null })} className="w-full">
          <option value="">{unsaid}</option>
          {kits
            .filter((kit) => kit !== given)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

function Colours({ colours, tone }: { colours: string[]; tone: string | null }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span aria-hidden className="flex overflow-hidden rounded border border-line">
        {colours.map((colour) => (
          <span key={colour} style={{ background: colour }} className="size-4" />
        ))}
      </span>
      {tone}
    </span>
  );
}
