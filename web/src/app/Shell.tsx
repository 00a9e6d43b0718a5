import { Link, Outlet, useMatch } from '@tanstack/react-router';
import { MoneyInHeader } from '@/features/usage/components/MoneyInHeader';
import { cx } from '@/lib/cx';
import { AccountMenu } from './AccountMenu';
import { PLACES } from './places';
import { Tabs } from './Tabs';
import { useNews } from './useNews';

/** What is around every page of the studio: where one can go, what it has cost, who one is. */
export function Shell() {
  useNews();
  const isWorkspace = useMatch({ from: '/studio/campaigns/$id', shouldThrow: false }) !== undefined;
  return (
    <div className={cx('flex min-h-dvh flex-col', isWorkspace ? 'relative h-dvh overflow-hidden' : 'max-md:pb-16 max-md:[--tabs:calc(4.0625rem+env(safe-area-inset-bottom))]')}>
      <a
        href="#page"
        className="sr-only z-50 rounded-field bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <header className="shrink-0 border-b border-line bg-surface">
        <div className={cx('mx-auto flex items-center gap-x-6 px-4 sm:px-6', !isWorkspace && 'max-w-[110rem]')}>
          <Link to="/" className="flex h-14 items-center gap-2.5 font-semibold tracking-tight" aria-label="Reelwright, home">
            <img src="/icon.svg" alt="" width="28" height="28" className="size-7" />
            <span className="md:max-xl:hidden">Reelwright</span>
          </Link>
          <nav aria-label="Studio" className="grow max-md:hidden">
            <ul className="flex gap-0.5">
              {PLACES.map(({ to, label }) => (
                <li key={to}>
                  <Link
                    to={to}
                    data-status={isWorkspace && to === '/' ? 'active' : undefined}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    className="relative flex h-14 items-center px-2.5 text-sm font-medium text-soft transition-colors after:absolute after:inset-x-2.5 after:bottom-0 after:h-[3px] after:rounded-t hover:text-ink lg:px-3 data-[status=active]:text-ink data-[status=active]:after:bg-accent"
                  >
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
      <main
        id="page"
        tabIndex={-1}
        className={cx('w-full grow outline-none', isWorkspace ? 'flex min-h-0 flex-col' : 'mx-auto max-w-[110rem] px-4 py-6 sm:px-6 lg:py-8')}
      >
        <Outlet />
      </main>
      {!isWorkspace && <Tabs />}
    </div>
  );
}
