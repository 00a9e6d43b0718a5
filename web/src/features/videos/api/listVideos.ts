import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listVideos } from '@/api';

export interface LibraryFilter {
  text?: string | undefined;
  status?: string | undefined;
  campaign?: string | undefined;
}

/** The library, the newest first, page by page. */
export function useVideos(filter: LibraryFilter) {
  return useInfiniteQuery({
    queryKey: ['videos', 'list', filter],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) =>
      (await listVideos({ query: { ...filter, cursor: pageParam, limit: 24 }, signal })).data,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
