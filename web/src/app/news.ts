import { isResting } from '@/lib/resting';
import type { Toast } from '@/lib/toasts';

const ENDS: Record<string, { title: string; isBad?: boolean }> = {
  succeeded: { title: 'Your video is ready' },
  failed: { title: 'A video failed', isBad: true },
  refused: { title: 'A video was refused', isBad: true },
  needs_attention: { title: 'A video needs your attention', isBad: true },
};

/** The videos under way, by the newest that is known of each. */
export function afterEvent(running: ReadonlySet<string>, type: string, data: unknown): ReadonlySet<string> {
  const { status, generationId } = (data ?? {}) as { status?: string; generationId?: string };
  if (type !== 'generation.status' || !generationId) return running;
  const others = [...running].filter((id) => id !== generationId);
  return new Set(status && !isResting(status) ? [...others, generationId] : others);
}

/** Whether a video that was read meanwhile is under way. */
export function isUnderWay(video: unknown): boolean {
  const status = (video as { status?: string } | undefined)?.status;
  return status !== undefined && !isResting(status);
}

/** What a person should hear of an event of the workspace; most are not worth a word. */
export function newsOf(type: string, data: unknown): (Omit<Toast, 'id'> & { videoId: string }) | null {
  if (type !== 'generation.status' || typeof data !== 'object' || data === null) return null;
  const { status, generationId, error } = data as { status?: string; generationId?: string; error?: { detail?: string } };
  const end = status ? ENDS[status] : undefined;
  if (!end || !generationId) return null;
  return { ...end, videoId: generationId, text: error?.detail };
}
