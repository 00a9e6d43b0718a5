import { useMutation } from '@tanstack/react-query';
import { chooseTake } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useAfterChange } from './useAfterChange';

/** Uses a kept take and finishes again, free. */
export function useChooseTake(id: string) {
  const { client } = useConnection();
  return useMutation({
    mutationFn: async (takeId: string) => (await chooseTake({ client, path: { generation_id: id, take_id: takeId } })).data,
    onSuccess: useAfterChange(),
  });
}
