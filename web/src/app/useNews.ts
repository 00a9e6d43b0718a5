import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { signedFetch } from '@/lib/client';
import { follow } from '@/lib/follow';
import { toast } from '@/lib/toasts';
import { newsOf } from './news';

/** Follows the workspace: keeps lists and money fresh, and tells what ended while one was elsewhere. */
export function useNews(): void {
  const queries = useQueryClient();
  const { id: openVideo } = useParams({ strict: false });
  const open = useRef(openVideo);
  useEffect(() => {
    open.current = openVideo;
  }, [openVideo]);
  useEffect(
    () =>
      follow({
        fetch: signedFetch,
        url: '/api/events',
        goesOn: () => true,
        onEvent: ({ type, data }) => {
          void queries.invalidateQueries({ queryKey: type === 'money.settled' ? ['money'] : ['videos', 'list'] });
          if (type === 'generation.status') void queries.invalidateQueries({ queryKey: ['money'] });
          const news = newsOf(type, data);
          if (news && news.videoId !== open.current) toast(news);
        },
      }),
    [queries],
  );
}
