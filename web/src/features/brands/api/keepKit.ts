import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeBrandKit, createBrandKit } from '@/api';
import type { KitFields } from '../model/kit';
import { kitsQuery } from './listKits';

/** Keeps a new kit, or the changes of one that has an id. */
export function useKeepKit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: KitFields }) =>
      id ? changeBrandKit({ path: { kit_id: id }, body: fields }) : createBrandKit({ body: fields }),
    onSuccess: () => queries.invalidateQueries({ queryKey: kitsQuery.queryKey }),
  });
}
