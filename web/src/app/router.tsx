import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { PageLoading } from '@/components/feedback/Loading';
import type { Stage } from '@/features/campaigns';
import { getSession } from '@/lib/session';
import { Broken, NotHere } from './Lost';

const STAGE_NAMES: readonly Stage[] = ['brief', 'assets', 'creatives', 'publish'];

const root = createRootRoute({ component: Outlet, notFoundComponent: NotHere });

// -- for whoever is not signed in -------------------------------------------------------------------------------------

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string | undefined } => ({
    to: typeof search.to === 'string' && /^\/(?!\/)/.test(search.to) ? search.to : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/auth'), 'SignInPage'),
});
const link = createRoute({
  getParentRoute: () => root,
  path: '/auth/link/$token',
  component: lazyRouteComponent(() => import('@/features/auth'), 'LinkPage'),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('@/features/auth'), 'InvitePage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset/$token',
  component: lazyRouteComponent(() => import('@/features/auth'), 'ResetPage'),
});

// -- the studio -------------------------------------------------------------------------------------------------------

const studio = createRoute({
  getParentRoute: () => root,
  id: 'studio',
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
  beforeLoad: ({ location }) => {
    if (!getSession()) throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } });
  },
});
const home = createRoute({
  getParentRoute: () => studio,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/campaigns'), 'CampaignsPage'),
});
export interface CampaignSearch {
  stage?: Stage | undefined;
  panel?: string | undefined;
  side?: 'chat' | 'work' | undefined;
}
const campaign = createRoute({
  getParentRoute: () => studio,
  path: '/campaigns/$id',
  validateSearch: ({ stage, panel, side }: Record<string, unknown>): CampaignSearch => ({
    stage: STAGE_NAMES.find((one) => one === stage),
    panel: typeof panel === 'string' && panel ? panel : undefined,
    side: side === 'chat' || side === 'work' ? side : undefined,
  }),
  component: lazyRouteComponent(() => import('./CampaignScreen'), 'CampaignScreen'),
});
const brandKits = createRoute({
  getParentRoute: () => studio,
  path: '/brand-kits',
  validateSearch: ({ kit }: Record<string, unknown>): { kit?: string | undefined } => ({
    kit: typeof kit === 'string' && kit ? kit : undefined, // `new` for one that is being made
  }),
  component: lazyRouteComponent(() => import('@/features/brands'), 'BrandKitsPage'),
});
const templates = createRoute({
  getParentRoute: () => studio,
  path: '/templates',
  component: lazyRouteComponent(() => import('@/features/templates'), 'TemplatesPage'),
});
const generate = createRoute({
  getParentRoute: () => studio,
  path: '/new',
  validateSearch: (search: Record<string, unknown>): { again?: string | undefined; template?: string | undefined } => ({
    again: typeof search.again === 'string' ? search.again : undefined,
    template: typeof search.template === 'string' ? search.template : undefined,
  }),
  component: lazyRouteComponent(() => import('./NewVideoPage'), 'NewVideoPage'),
});
export interface LibrarySearch {
  text?: string | undefined;
  status?: string | undefined;
}
const library = createRoute({
  getParentRoute: () => studio,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibrarySearch => ({
    text: typeof search.text === 'string' && search.text ? search.text : undefined,
    status: typeof search.status === 'string' && search.status ? search.status : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/videos'), 'LibraryPage'),
});
const video = createRoute({
  getParentRoute: () => studio,
  path: '/videos/$id',
  component: lazyRouteComponent(() => import('./VideoScreen'), 'VideoScreen'),
});
const usage = createRoute({
  getParentRoute: () => studio,
  path: '/usage',
  component: lazyRouteComponent(() => import('@/features/usage'), 'UsagePage'),
});
const settings = createRoute({
  getParentRoute: () => studio,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsScreen'), 'SettingsScreen'),
});

const routeTree = root.addChildren([
  signIn,
  link,
  invite,
  reset,
  studio.addChildren([home, campaign, brandKits, templates, generate, library, video, usage, settings]),
]);

/** The router, which reads the address when it is made. */
export function makeRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
