import type { PublicationDto } from '@/api';
import type { Tone } from '@/components/ui/Badge';

const STATES: Record<PublicationDto['state'], { word: string; tone: Tone }> = {
  queued: { word: 'Waiting', tone: 'accent' },
  publishing: { word: 'Publishing', tone: 'accent' },
  published: { word: 'Published', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
};

export function wordFor(state: PublicationDto['state']): { word: string; tone: Tone } {
  return (STATES as Partial<typeof STATES>)[state] ?? { word: state, tone: 'plain' };
}

export function isMoving({ state }: PublicationDto): boolean {
  return state === 'queued' || state === 'publishing';
}

/** What the channel had against it: the error, and the receiver's own words where it gave any. */
export function troubleWith({ error, answer, state }: PublicationDto): { error: string; words: string; isTriedAgain: boolean } | null {
  if (!error) return null;
  const words = typeof answer?.text === 'string' ? answer.text.trim() : '';
  return { error, words, isTriedAgain: state === 'publishing' };
}

/** Each creative's publications, the newest first. */
export function byCreative(publications: readonly PublicationDto[]): Map<string, PublicationDto[]> {
  const groups = new Map<string, PublicationDto[]>();
  for (const one of [...publications].sort((a, b) => b.createdAt.localeCompare(a.createdAt))) {
    groups.set(one.creativeId, [...(groups.get(one.creativeId) ?? []), one]);
  }
  return groups;
}
