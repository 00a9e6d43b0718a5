import { useMutation } from '@tanstack/react-query';
import { redoShot } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useAfterChange } from './useAfterChange';
import { useOnceKey } from './useOnceKey';

/** Orders another take of one shot. */
export function useRedoShot(id: string, n: number) {
  const { client } = useConnection();
  const once = useOnceKey();
  const show = useAfterChange();
  return useMutation({
    mutationFn: async () => (await redoShot({ client, path: { generation_id: id, n }, headers: once.headers() })).data,
    onSuccess: (video) => {
      once.onSuccess();
      show(video);
    },
    onError: once.onError,
  });
}
