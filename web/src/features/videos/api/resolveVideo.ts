import { useMutation } from '@tanstack/react-query';
import { type ResolveDto, resolveVideo } from '@/api';
import { useAfterChange } from './useAfterChange';

/** Settles a paid submit whose answer was lost. */
export function useResolveVideo(id: string) {
  return useMutation({
    mutationFn: async (body: ResolveDto) => (await resolveVideo({ path: { generation_id: id }, body })).data,
    onSuccess: useAfterChange(),
  });
}
