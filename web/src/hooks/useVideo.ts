import { queryOptions } from '@tanstack/react-query';
import { getVideo } from '@/api';
import type { Client } from '@/api/client';

/** One video as it is now; of the page's own server where no client is named. */
export function videoQuery(id: string, client?: Client) {
  return queryOptions({
    queryKey: ['videos', 'one', id],
    queryFn: async ({ signal }) => (await getVideo({ client, path: { generation_id: id }, signal })).data,
  });
}
