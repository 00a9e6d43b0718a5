import type { GeneratorDefaults } from '@reelwright/react';
import type { BriefDto } from '@/api';
import { placementOf } from '@/lib/placements';

/** What a campaign's next video begins with, as far as its brief says: the words, and the first placement's look. */
export function beginningOf({ product, keyMessage, placements: [first] }: BriefDto): GeneratorDefaults {
  const prompt = [product, keyMessage].filter(Boolean).join(': ');
  const { seconds: duration, aspectRatio } = placementOf(first ?? '');
  return { ...(prompt && { prompt }), ...(first && { duration, aspectRatio }) };
}
