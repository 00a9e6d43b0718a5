import { logout } from '@/api';
import { endSession } from '@/lib/session';

/** Ends the sign-in here; at the server too, if it can be reached. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    await logout().catch(() => undefined);
    endSession();
  };
}
