import { useMutation } from '@tanstack/react-query';
import { chooseTake } from '@/api';
import { useAfterChange } from './useAfterChange';

/** Uses a kept take and finishes again, free. */
export function useChooseTake(id: string) {
  return useMutation({
    mutationFn: async (takeId: string) => (await chooseTake({ path: { generation_id: id, take_id: takeId } })).data,
    onSuccess: useAfterChange(),
  });
}
