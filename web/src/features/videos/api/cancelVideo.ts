import { useMutation } from '@tanstack/react-query';
import { cancelVideo } from '@/api';
import { useAfterChange } from './useAfterChange';

export function useCancelVideo(id: string) {
  return useMutation({
    mutationFn: async () => (await cancelVideo({ path: { generation_id: id } })).data,
    onSuccess: useAfterChange(),
  });
}
