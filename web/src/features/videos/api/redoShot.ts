import { useMutation } from '@tanstack/react-query';
import { redoShot } from '@/api';
import { useAfterChange } from './useAfterChange';
import { useOnceKey } from './useOnceKey';

/** Orders another take of one shot. */
export function useRedoShot(id: string, n: number) {
  const once = useOnceKey();
  const show = useAfterChange();
  return useMutation({
    mutationFn: async () => (await redoShot({ path: { generation_id: id, n }, headers: once.headers() })).data,
    onSuccess: (video) => {
      once.onSuccess();
      show(video);
    },
    onError: once.onError,
  });
}
