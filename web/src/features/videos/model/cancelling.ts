import type { GenerationDto } from '@/api';

const AT_VENDOR = new Set(['sending', 'accepted', 'unknown']);

/** What cancelling now would mean for the money: what may be billed all the same, and what surely comes back. */
export function costOfCancelling(video: GenerationDto): { shotsUnderWay: number; atMostUsd: number; backUsd: number } {
  const attempts = video.plan.shots.flatMap((shot) => shot.attempts);
  const underWay = attempts.filter((attempt) => AT_VENDOR.has(attempt.state));
  const atMostUsd = underWay.reduce((sum, attempt) => sum + attempt.heldUsd, 0);
  return { shotsUnderWay: underWay.length, atMostUsd, backUsd: Math.max(0, video.price.heldUsd - atMostUsd) };
}
