import { Badge } from '@/components/ui/Badge';
import type { BrandKitDto } from '@/api';
import { isUnsaved } from '@/lib/typing';
import { nameOf } from '../model/kit';
import { KitPreview } from './KitPreview';

/** A kit as its end card shows it. */
export function KitCard({ kit, onOpen }: { kit: BrandKitDto; onOpen: () => void }) {
  const fonts = [...new Set([kit.fonts.heading, kit.fonts.body])].filter(Boolean).join(' and ');
  return (
    <li className="panel group relative min-w-0 overflow-hidden focus-within:border-edge hover:border-edge hover:shadow-lift">
      <KitPreview kit={kit} />
      <div className="space-y-1.5 p-4">
        <div className="flex items-center justify-between gap-3">
          <h2 className="min-w-0 text-lg font-semibold">
            <button type="button" onClick={onOpen} className="line-clamp-1 text-left after:absolute after:inset-0">
              {kit.name}
            </button>
          </h2>
          {isUnsaved(nameOf(kit)) && <Badge tone="accent">Not saved</Badge>}
          {kit.isDefault && <Badge tone="accent">Default</Badge>}
        </div>
        <p className="truncate text-sm text-soft">{fonts || 'The studio’s own type'}</p>
        <p className="truncate text-sm text-soft">{kit.tone ?? 'No tone set'}</p>
      </div>
    </li>
  );
}
