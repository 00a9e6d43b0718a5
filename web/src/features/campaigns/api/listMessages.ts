import { queryOptions, useQuery } from '@tanstack/react-query';
import { listMessages, type MessageDto } from '@/api';

const MOST_PAGES = 20;

export function messagesQuery(campaignId: string) {
  return queryOptions({
    queryKey: ['campaigns', 'messages', campaignId],
    queryFn: async ({ signal }) => {
      const messages: MessageDto[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page++) {
        const query: { cursor: string | null; limit: number } = { cursor, limit: 100 };
        const { data } = await listMessages({ path: { campaign_id: campaignId }, query, signal });
        messages.push(...data.items);
        cursor = data.nextCursor;
        if (!cursor) break;
      }
      return messages;
    },
    staleTime: 60_000, // this page adds what is said here by itself
  });
}

/** The conversation, the oldest first. */
export function useMessages(campaignId: string) {
  return useQuery(messagesQuery(campaignId));
}
