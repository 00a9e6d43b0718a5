import { useMutation } from '@tanstack/react-query';
import { retryVideo } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useAfterChange } from './useAfterChange';
import { useOnceKey } from './useOnceKey';

/** Makes what is missing; kept takes are not bought again. */
export function useRetryVideo(id: string) {
  const { client } = useConnection();
  const once = useOnceKey();
  const show = useAfterChange();
  return useMutation({
    mutationFn: async () => (await retryVideo({ client, path: { generation_id: id }, headers: once.headers() })).data,
    onSuccess: (video) => {
      once.onSuccess();
      show(video);
    },
    onError: once.onError,
  });
}
