import { queryOptions } from '@tanstack/react-query';
import { listModels } from '@/api';

/** Every model of the picker. They change with keys and catalogue, which is seldom. */
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: async ({ signal }) => (await listModels({ signal })).data,
  staleTime: 5 * 60_000,
});
