import { useMutation } from '@tanstack/react-query';
import { type ResolveDto, resolveVideo } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useAfterChange } from './useAfterChange';

/** Settles a paid submit whose answer was lost. */
export function useResolveVideo(id: string) {
  const { client } = useConnection();
  return useMutation({
    mutationFn: async (body: ResolveDto) => (await resolveVideo({ client, path: { generation_id: id }, body })).data,
    onSuccess: useAfterChange(),
  });
}
