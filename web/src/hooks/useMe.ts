import { queryOptions, useQuery } from '@tanstack/react-query';
import { getMe } from '@/api';
import type { Client } from '@/api/client';
import { useConnection } from './useConnection';

/** Who asks; of the page's own server where no client is named. */
export function meQuery(client?: Client) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await getMe({ client, signal })).data,
    staleTime: 5 * 60_000,
  });
}

/** Who is signed in, where, and what they may do. */
export function useMe() {
  return useQuery(meQuery(useConnection().client));
}

/** Whether the caller may do something. True until known, so that nothing flickers; the server decides anyway. */
export function useMay(scope: 'read' | 'write' | 'order' | 'manage'): boolean {
  const { data } = useMe();
  return data ? data.scopes.includes(scope) : true;
}
