import { useInfiniteQuery } from '@tanstack/react-query';
import { getLedger, type LedgerDto } from '@/api';

/** Every movement of money, the newest first, page by page. */
export function useLedger() {
  return useInfiniteQuery({
    queryKey: ['money', 'ledger'],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) =>
      (await getLedger({ query: { cursor: pageParam, limit: 25 }, signal })).data as LedgerDto,
    getNextPageParam: (page) => page.nextCursor,
  });
}
