import { useQuery } from '@tanstack/react-query';
import { type GenerateVideoWithReferenceDto, quoteVideo } from '@/api';
import type { ProposalDto } from '@/api';

const FRESH_MS = 12 * 60_000; // a quote holds for 15 minutes

/** What a proposed order would cost now, and who would make it. */
export function useProposalPrice({ order }: ProposalDto, isWanted: boolean) {
  return useQuery({
    queryKey: ['quote', 'proposal', order],
    queryFn: async ({ signal }) => (await quoteVideo({ body: order as unknown as GenerateVideoWithReferenceDto, signal })).data,
    enabled: isWanted,
    staleTime: FRESH_MS,
    retry: false,
  });
}
