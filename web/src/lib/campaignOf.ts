import type { GenerationDto } from '@/api';

/** The campaign a video was made in; null for none. */
export function campaignOf({ metadata }: GenerationDto): string | null {
  return typeof metadata.campaignId === 'string' ? metadata.campaignId : null;
}
