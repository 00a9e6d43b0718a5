import { queryOptions } from '@tanstack/react-query';
import { getVideo } from '@/api';

/** One video as it is now. */
export function videoQuery(id: string) {
  return queryOptions({
    queryKey: ['videos', 'one', id],
    queryFn: async ({ signal }) => (await getVideo({ path: { generation_id: id }, signal })).data,
  });
}
