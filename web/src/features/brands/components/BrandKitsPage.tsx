import { useNavigate, useSearch } from '@tanstack/react-router';
import { Palette, Plus } from 'lucide-react';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { PageHead } from '@/components/layout/PageHead';
import { Button } from '@/components/ui/Button';
import { useMay } from '@/hooks/useMe';
import { useTitle } from '@/hooks/useTitle';
import { useKits } from '../api/listKits';
import { KitCard } from './KitCard';
import { KitEditor } from './KitEditor';

/** What keeps a brand's videos alike: its kits, and the editor for one of them. */
export function BrandKitsPage() {
  useTitle('Brand kits');
  const mayWrite = useMay('write');
  const { data: kits, error, refetch } = useKits();
  const { kit: open } = useSearch({ from: '/studio/brand-kits' });
  const navigate = useNavigate();
  const show = (kit?: string) => void navigate({ to: '/brand-kits', search: { kit } });
  const edited = open === 'new' ? null : kits?.find(({ id }) => id === open);
  if (edited !== undefined) return <KitEditor key={open} kit={edited} onClose={() => show()} />;
  const make = mayWrite && (
    <Button look="primary" onClick={() => show('new')}>
      <Plus aria-hidden className="size-4" />
      New brand kit
    </Button>
  );
  return (
    <>
      <PageHead title="Brand kits">{kits && kits.length > 0 && make}</PageHead>
      {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
      {!kits && !error && <Shade className="h-56 max-w-md rounded-panel" />}
      {kits?.length === 0 && (
        <Empty picture={<Palette className="size-12" strokeWidth={1.2} />} title="Your brand in one place" action={make}>
          Logo, colours, type and tone, once: every video of a campaign with this kit is made in it.
        </Empty>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-4 sm:gap-5">
        {kits?.map((kit) => (
          <KitCard key={kit.id} kit={kit} onOpen={() => show(kit.id)} />
        ))}
      </ul>
    </>
  );
}
