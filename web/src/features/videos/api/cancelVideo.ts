import { useMutation } from '@tanstack/react-query';
import { cancelVideo } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useAfterChange } from './useAfterChange';

export function useCancelVideo(id: string) {
  const { client } = useConnection();
  return useMutation({
    mutationFn: async () => (await cancelVideo({ client, path: { generation_id: id } })).data,
    onSuccess: useAfterChange(),
  });
}
