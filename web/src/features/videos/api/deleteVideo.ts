import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteVideo } from '@/api';
import { videoQuery } from '@/hooks/useVideo';

export function useDeleteVideo(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteVideo({ path: { generation_id: id } }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: videoQuery(id).queryKey });
      void queries.invalidateQueries({ queryKey: ['videos', 'list'] });
    },
  });
}
