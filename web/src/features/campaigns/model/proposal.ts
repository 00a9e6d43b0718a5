import type { ProposalDto } from '@/api';

/** What a proposal would make, as far as it says. */
export interface ProposalFacts {
  prompt: string | null;
  seconds: number | null;
  aspectRatio: '16:9' | '9:16' | '1:1' | null;
  model: string | null;
}

const RATIOS = ['16:9', '9:16', '1:1'] as const;

/** Reads an order that a chat model wrote: whatever has another type than it should counts as not said. */
export function factsOf({ order }: ProposalDto): ProposalFacts {
  return {
    prompt: typeof order.prompt === 'string' && order.prompt ? order.prompt : null,
    seconds: typeof order.duration === 'number' ? order.duration : null,
    aspectRatio: RATIOS.find((ratio) => ratio === order.aspectRatio) ?? null,
    model: typeof order.model === 'string' ? order.model : null,
  };
}
