const RESTING = new Set(['succeeded', 'failed', 'refused', 'canceled', 'needs_attention']);

/** Whether nothing of a video goes on by itself. */
export function isResting(status: string): boolean {
  return RESTING.has(status);
}
