import { Clapperboard, Film, LayoutTemplate, LibraryBig, Palette, Receipt, Settings } from 'lucide-react';

/** Where one can go. On a phone the first five have a tab, the rest are in the account's menu. */
export const PLACES = [
  { to: '/', label: 'Campaigns', icon: Clapperboard },
  { to: '/new', label: 'New video', icon: Film },
  { to: '/library', label: 'Library', icon: LibraryBig },
  { to: '/brand-kits', label: 'Brand kits', icon: Palette },
  { to: '/templates', label: 'Templates', icon: LayoutTemplate },
  { to: '/usage', label: 'Usage', icon: Receipt },
  { to: '/settings', label: 'Settings', icon: Settings },
] as const;

export const TABS = 5;
