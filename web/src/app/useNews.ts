import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isLookedAt } from '@/hooks/useLookedAt';
import { signedFetch } from '@/lib/client';
import { follow } from '@/lib/follow';
import { tellAway, whenLookedAt } from '@/lib/tell';
import { toast } from '@/lib/toasts';
import { afterEvent, isUnderWay, newsOf } from './news';

/**
 * Follows the workspace: keeps lists and money fresh, and tells what ended while one was elsewhere. It goes on while the
 * page is hidden as long as something is being made.
 */
export function useNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let running: ReadonlySet<string> = new Set();
    const isRead = () => queries.getQueriesData({ queryKey: ['videos', 'one'] }).some(([, video]) => isUnderWay(video));
    return follow({
      fetch: signedFetch,
      url: '/api/events',
      goesOn: () => true,
      rests: () => running.size === 0 && !isRead(),
      onEvent: ({ type, data }) => {
        running = afterEvent(running, type, data);
        void queries.invalidateQueries({ queryKey: type === 'money.settled' ? ['money'] : ['videos', 'list'] });
        if (type === 'generation.status') void queries.invalidateQueries({ queryKey: ['money'] });
        const news = newsOf(type, data);
        if (!news || isLookedAt(news.videoId)) return;
        queries.removeQueries({ queryKey: ['videos', 'one', news.videoId], type: 'inactive' }); // it says that it is under way
        tellAway(news.isBad ? 'Look' : 'Ready', news.title, news.text ?? '', news.videoId);
        whenLookedAt(() => toast(news));
      },
    });
  }, [queries]);
}
