import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isLookedAt } from '@/hooks/useLookedAt';
import { signedFetch } from '@/lib/client';
import { follow } from '@/lib/follow';
import { toast } from '@/lib/toasts';
import { newsOf } from './news';

/** Follows the workspace: keeps lists and money fresh, and tells what ended while one was elsewhere. */
export function useNews(): void {
  const queries = useQueryClient();
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
          if (news && !isLookedAt(news.videoId)) toast(news);
        },
      }),
    [queries],
  );
}
