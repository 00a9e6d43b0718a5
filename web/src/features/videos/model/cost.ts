import type { GenerationDto } from '@/api';

/** What was charged beyond the first paid try of each shot: no quote of the order has it. */
export function furtherUsd({ plan }: Pick<GenerationDto, 'plan'>): number {
  const charges = plan.shots.flatMap((shot) => shot.attempts.map(({ chargedUsd }) => chargedUsd ?? 0).filter((usd) => usd > 0).slice(1));
  return charges.reduce((sum, usd) => sum + usd, 0);
}
