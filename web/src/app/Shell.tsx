import { Link, Outlet } from '@tanstack/react-router';
import { Clapperboard, LibraryBig, Receipt, Settings } from 'lucide-react';
import { MoneyInHeader } from '@/features/usage/components/MoneyInHeader';
import { AccountMenu } from './AccountMenu';
import { useNews } from './useNews';

const PLACES = [
  { to: '/new', label: 'New video', icon: Clapperboard },
  { to: '/library', label: 'Library', icon: LibraryBig },
  { to: '/usage', label: 'Usage', icon: Receipt },
  { to: '/settings', label: 'Settings', icon: Settings },
] as const;

/** What is around every page of the studio: where one can go, what it has cost, who one is. */
export function Shell() {
  useNews();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#page"
        className="sr-only z-50 rounded-field bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-[110rem] flex-wrap items-center gap-x-6 px-4 sm:px-6 lg:flex-nowrap">
          <Link to="/" className="flex h-14 items-center gap-2.5 font-semibold tracking-tight" aria-label="Reelwright, home">
            <img src="/icon.svg" alt="" className="size-7" />
            <span className="max-[26rem]:hidden">Reelwright</span>
          </Link>
          <nav aria-label="Studio" className="order-last -mx-1 w-full lg:order-none lg:mx-0 lg:w-auto lg:grow">
            <ul className="flex justify-between sm:justify-start sm:gap-1">
              {PLACES.map(({ to, label, icon: Icon }) => (
                <li key={to} className="grow sm:grow-0">
                  <Link
                    to={to}
                    activeOptions={{ includeSearch: false }}
                    className="relative flex h-11 items-center justify-center gap-2 px-2 text-sm font-medium text-soft transition-colors after:absolute after:inset-x-2 after:bottom-0 after:h-[3px] after:rounded-t hover:text-ink sm:px-3 lg:h-14 data-[status=active]:text-ink data-[status=active]:after:bg-accent"
                  >
                    <Icon aria-hidden className="hidden size-4 min-[26rem]:block" />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ml-auto flex items-center gap-2 sm:gap-3">
            <MoneyInHeader />
            <AccountMenu />
          </div>
        </div>
      </header>
      <main id="page" tabIndex={-1} className="mx-auto w-full max-w-[110rem] grow px-4 py-6 outline-none sm:px-6 lg:py-8">
        <Outlet />
      </main>
    </div>
  );
}
