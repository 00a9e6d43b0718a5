import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteVideo } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { videoQuery } from '@/hooks/useVideo';

export function useDeleteVideo(id: string) {
  const { client } = useConnection();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteVideo({ client, path: { generation_id: id } }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: videoQuery(id, client).queryKey });
      void queries.invalidateQueries({ queryKey: ['videos', 'list'] });
    },
  });
}
