import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { GenerationDto } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { videoQuery } from '@/hooks/useVideo';
import { follow } from '@/lib/follow';
import { isResting } from '@/lib/resting';
import type { StreamEvent } from '@/lib/sse';
import { afterProgress, type Progress } from '../model/progress';

const HIDDEN_MS = 5000;

/** A video, live while it is being made. `isLive` is false while the connection is being mended. */
export function useLiveVideo(id: string) {
  const queries = useQueryClient();
  const { client, baseUrl, fetch } = useConnection();
  const isHidden = useHidden();
  const query = useQuery({
    ...videoQuery(id, client),
    // The stream rests while nobody looks; a look now and then is enough to tell that it is done.
    refetchInterval: ({ state }) => isHidden && state.data !== undefined && !isResting(state.data.status) && HIDDEN_MS,
    refetchIntervalInBackground: true,
  });
  const [isLive, setIsLive] = useState(true);
  const isRunning = query.data !== undefined && !isResting(query.data.status);
  useEffect(() => {
    if (!isRunning) return;
    return follow({
      fetch,
      url: `${baseUrl}/api/video/${id}/events`,
      onEvent: (event) => take(queries, id, event),
      onConnection: setIsLive,
      goesOn: () => !isResting(queries.getQueryData(videoQuery(id).queryKey)?.status ?? ''),
    });
  }, [queries, baseUrl, fetch, id, isRunning]);
  return { ...query, isLive: isLive || !isRunning };
}

function useHidden(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      document.addEventListener('visibilitychange', onChange);
      return () => document.removeEventListener('visibilitychange', onChange);
    },
    () => document.hidden,
  );
}

/** A snapshot is the whole, progress a part of it; any other event says that there is something new to read. */
function take(queries: QueryClient, id: string, { type, data }: StreamEvent): void {
  const { queryKey } = videoQuery(id);
  if (type === 'snapshot') queries.setQueryData(queryKey, data as GenerationDto);
  else if (type === 'progress')
    queries.setQueryData(queryKey, (video) => video && afterProgress(video, data as Progress));
  else void queries.invalidateQueries({ queryKey });
}
