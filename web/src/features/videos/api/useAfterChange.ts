import { useQueryClient } from '@tanstack/react-query';
import type { GenerationDto } from '@/api';
import { videoQuery } from '@/hooks/useVideo';

/** What every change of a video leads to: its page shows the answer, lists and money are read again. */
export function useAfterChange(): (video: GenerationDto) => void {
  const queries = useQueryClient();
  return (video) => {
    queries.setQueryData(videoQuery(video.id).queryKey, video);
    void queries.invalidateQueries({ queryKey: ['videos', 'list'] });
    void queries.invalidateQueries({ queryKey: ['money'] });
  };
}
