import { Link } from '@tanstack/react-router';
import { PLACES, TABS } from './places';

/** The places of the studio within the thumb's reach. */
export function Tabs() {
  return (
    <nav aria-label="Studio" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="grid grid-cols-5">
        {PLACES.slice(0, TABS).map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className="flex h-16 flex-col items-center justify-center gap-1 text-[0.6875rem] font-medium text-soft data-[status=active]:text-accent-text"
            >
              <Icon aria-hidden className="size-5" strokeWidth={1.7} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
