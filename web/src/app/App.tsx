import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Toaster } from '@/components/feedback/Toaster';
import { ConnectionProvider } from '@/hooks/useConnection';
import { useSession } from '@/hooks/useSession';
import { ownConnection } from '@/lib/client';
import { queryClient } from './queries';
import type { makeRouter } from './router';

type Router = ReturnType<typeof makeRouter>;

/** The whole application. */
export function App({ router }: { router: Router }) {
  useForgetting(router);
  return (
    <QueryClientProvider client={queryClient}>
      <ConnectionProvider value={ownConnection}>
        <RouterProvider router={router} InnerWrap={WithToasts} />
      </ConnectionProvider>
    </QueryClientProvider>
  );
}

function WithToasts({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Toaster />
    </>
  );
}

/**
 * Who signs in as somebody else must not see what the one before them loaded. Where a sign-in ends, here or in another
 * tab, the router looks again who may be here, and leads to the sign-in page and back.
 */
function useForgetting(router: Router): void {
  const session = useSession();
  const who = session && `${session.personId} ${session.workspaceId}`;
  const before = useRef(who);
  useEffect(() => {
    if (before.current === who) return;
    before.current = who;
    queryClient.clear();
    void router.invalidate();
  }, [router, who]);
}
