import { useSyncExternalStore } from 'react';
import { getSession, type Session, subscribeSession } from '@/lib/session';

/** Who is signed in, in any tab of this browser. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribeSession, getSession);
}
