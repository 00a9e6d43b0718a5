import { queryOptions, useQuery } from '@tanstack/react-query';
import { getMe } from '@/api';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => (await getMe({ signal })).data,
  staleTime: 5 * 60_000,
});

/** Who is signed in, where, and what they may do. */
export function useMe() {
  return useQuery(meQuery);
}

/** Whether the caller may do something. True until known, so that nothing flickers; the server decides anyway. */
export function useMay(scope: 'read' | 'write' | 'order' | 'manage'): boolean {
  const { data } = useMe();
  return data ? data.scopes.includes(scope) : true;
}
