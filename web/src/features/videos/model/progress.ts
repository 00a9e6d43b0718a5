import type { GenerationDto, ShotDto } from '@/api';
import type { ReelShot } from '@/components/ui/Reel';

/** What the stream tells between two events. */
export interface Progress {
  status: string;
  progress: number;
  etaSeconds: number | null;
  shots: number[];
}

/** The video with the newest progress in it. */
export function afterProgress(video: GenerationDto, now: Progress): GenerationDto {
  const shots = video.plan.shots.map((shot, index) => ({ ...shot, progress: now.shots[index] ?? shot.progress }));
  const { status, progress, etaSeconds } = now;
  return { ...video, status, progress, etaSeconds, plan: { ...video.plan, shots } };
}

export type ShotState = 'waiting' | 'working' | 'done' | 'failed' | 'unknown';
const BAD = new Set(['rejected', 'failed', 'refused', 'aborted', 'expired', 'void']);

/** Where one shot stands, by its chosen take and its last attempt. */
export function stateOf(shot: ShotDto): ShotState {
  if (shot.takes.some((take) => take.isChosen) || shot.progress >= 1) return 'done';
  const last = shot.attempts.at(-1);
  if (!last || last.state === 'new' || last.state === 'canceled') return 'waiting';
  if (last.state === 'unknown') return 'unknown';
  return BAD.has(last.state) ? 'failed' : 'working';
}

const TONES: Record<ShotState, NonNullable<ReelShot['tone']>> = {
  waiting: 'plain',
  working: 'working',
  done: 'done',
  failed: 'bad',
  unknown: 'bad',
};

/** The strip of a video's shots. */
export function reelOf({ plan }: GenerationDto): ReelShot[] {
  return plan.shots.map((shot) => ({
    seconds: shot.frames / plan.fps,
    progress: shot.progress,
    tone: TONES[stateOf(shot)],
    label: plan.shots.length > 1 && plan.shots.length <= 12 ? String(shot.n) : undefined,
  }));
}
