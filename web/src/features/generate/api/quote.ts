import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type GenerateVideoWithReferenceDto, quoteVideo } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { useDebounced } from '@/hooks/useDebounced';

const PAUSE_MS = 350;
const FRESH_MS = 12 * 60_000; // a quote holds for 15 minutes

/** The plan and price of a wish, a moment after it has come to rest; an answer to an older wish is dropped. */
export function useQuote(body: GenerateVideoWithReferenceDto | null) {
  const { client } = useConnection();
  const wish = JSON.stringify(body);
  const rested = useDebounced(wish, PAUSE_MS);
  const query = useQuery({
    queryKey: ['quote', rested],
    queryFn: async ({ signal }) => (await quoteVideo({ client, body: JSON.parse(rested), signal })).data,
    enabled: rested !== 'null',
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    gcTime: FRESH_MS,
  });
  const isCurrent = rested === wish && !query.isPlaceholderData && !query.isFetching && body !== null;
  return { quote: query.data, error: query.error, isCurrent, refetch: query.refetch };
}
