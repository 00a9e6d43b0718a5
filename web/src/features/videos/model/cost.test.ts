import { expect, test } from 'vitest';
import type { GenerationDto } from '@/api';
import { furtherUsd } from './cost';

const shot = (...charges: (number | null)[]) => ({ attempts: charges.map((chargedUsd) => ({ chargedUsd })) });
const video = (...shots: object[]) => ({ plan: { shots } }) as unknown as GenerationDto;

test('another take is told apart from what was quoted; a try that cost nothing is none', () => {
  expect(furtherUsd(video(shot(0.96, 0.96), shot(null, 0.9), shot(0, 0.9)))).toBeCloseTo(0.96);
  expect(furtherUsd(video(shot(0.96), shot()))).toBe(0);
});
