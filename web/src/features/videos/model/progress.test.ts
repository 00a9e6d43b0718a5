import { expect, test } from 'vitest';
import type { AttemptDto, GenerationDto, ShotDto } from '@/api';
import { costOfCancelling } from './cancelling';
import { afterProgress, reelOf, stateOf } from './progress';

const attempt = (state: string, heldUsd = 0): AttemptDto => ({
  id: `att_${state}`,
  no: 1,
  state,
  message: null,
  progress: 0,
  vendor: 'v',
  vendorJobId: null,
  heldUsd,
  chargedUsd: null,
  billed: null,
});
const shot = (n: number, ...attempts: AttemptDto[]): ShotDto => ({
  n,
  frames: 150,
  nativeSeconds: 5,
  priceUsd: 1,
  prompt: null,
  progress: 0,
  attempts,
  takes: [],
});
const video = (...shots: ShotDto[]) =>
  ({ status: 'generating', progress: 0, plan: { fps: 30, shots }, price: { heldUsd: 3 } }) as unknown as GenerationDto;

test('progress reaches each shot of the strip, and nothing else changes', () => {
  const before = video(shot(1, attempt('accepted')), shot(2, attempt('new')));
  const after = afterProgress(before, { status: 'generating', progress: 0.3, etaSeconds: 40, shots: [0.6, 0] });
  expect(after).toMatchObject({ progress: 0.3, etaSeconds: 40 });
  expect(reelOf(after).map(({ progress, tone }) => [progress, tone])).toEqual([
    [0.6, 'working'],
    [0, 'plain'],
  ]);
  expect(before.plan.shots[0]?.progress).toBe(0);
});

test.each([
  ['sending', 'working'],
  ['unknown', 'unknown'],
  ['refused', 'failed'],
  ['expired', 'failed'],
  ['canceled', 'waiting'],
])('a shot whose last attempt is %s is %s', (state, expected) => {
  expect(stateOf(shot(1, attempt('failed'), attempt(state)))).toBe(expected);
});

test('cancelling saves what is not at a vendor yet, and says what may be billed', () => {
  const running = video(shot(1, attempt('accepted', 1)), shot(2, attempt('unknown', 1)), shot(3, attempt('new', 1)));
  expect(costOfCancelling(running)).toEqual({ shotsUnderWay: 2, atMostUsd: 2, backUsd: 1 });
});
