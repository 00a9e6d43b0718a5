import { ownPath } from '@/lib/media';
import { useAsset } from '../api/getAsset';
import { inkOn } from '../model/contrast';
import type { KitFields } from '../model/kit';

const GROUND = '#181c1f';

/** An end card in the kit's colours and type, near to what a film closes with. Decoration: the kit says the same in words. */
export function KitPreview({ kit }: { kit: KitFields }) {
  const [accent = '#f5b82e', ground = GROUND, ...others] = kit.colours;
  const ink = inkOn(ground);
  const isLight = ink === '#000000';
  const logo = kit.logos.find(({ use }) => use === (isLight ? 'light' : 'dark')) ?? kit.logos[0];
  return (
    <div aria-hidden style={{ background: ground, color: ink }} className="relative flex aspect-video flex-col items-center justify-center gap-3 overflow-hidden p-6 text-center">
      {logo ? (
        <Logo key={logo.assetId} id={logo.assetId} />
      ) : (
        <span style={{ background: accent, color: inkOn(accent) }} className="grid size-12 place-items-center rounded-xl text-xl font-semibold">
          {(kit.name || 'B').slice(0, 1).toUpperCase()}
        </span>
      )}
      {kit.endCard.isShown && (
        <>
          <span style={{ fontFamily: familyOf(kit.fonts.heading) }} className="line-clamp-2 text-xl leading-tight font-semibold">
            {kit.endCard.text || kit.name || 'Your brand'}
          </span>
          {kit.endCard.link && (
            <span style={{ background: accent, color: inkOn(accent), fontFamily: familyOf(kit.fonts.body) }} className="max-w-full truncate rounded-full px-3 py-1 text-sm">
              {kit.endCard.link}
            </span>
          )}
        </>
      )}
      <span className="absolute inset-x-0 bottom-0 flex h-1.5">
        {[accent, ...others].map((colour, index) => (
          <span key={index} style={{ background: colour }} className="grow" />
        ))}
      </span>
    </div>
  );
}

/** The engine's family where this machine has it too; else the studio's own type stands in. */
function familyOf(name: string | null | undefined): string | undefined {
  return name ? `"${name}", var(--font-sans)` : undefined;
}

function Logo({ id }: { id: string }) {
  const { data: asset } = useAsset(id);
  return <span className="grid h-16 place-items-center">{asset && <img src={ownPath(asset.url)} alt="" className="max-h-16 max-w-48 object-contain" />}</span>;
}
