import { expect, test } from 'vitest';
import type { VideoModelDto } from '@/api';
import { chosenModel, factsOf, inOrder } from './models';

const mode = {
  durations: [4, 8, 6],
  anyDuration: false,
  aspectRatios: ['16:9'],
  resolutions: ['1080p'],
  maxReferences: 3,
  inputs: ['text', 'references'],
  audio: 'none',
  seed: false,
  negativePrompt: true,
  pricePerSecondUsd: 0.4,
};
const model = (key: string, changes: Partial<VideoModelDto> = {}) =>
  factsOf({
    key,
    name: key,
    description: '',
    durationRange: { min: 5, max: 60 },
    supportsReferenceImages: true,
    quality: 'high',
    routes: [
      { vendor: 'a', available: false, modes: [{ ...mode, pricePerSecondUsd: 0.01 }] },
      { vendor: 'b', available: true, modes: [mode, { ...mode, pricePerSecondUsd: 0.2, maxReferences: 1 }] },
    ],
    lifecycle: { status: 'live', retiresAt: null, successor: null },
    servedBy: { model: key, reason: null },
    available: true,
    unavailableReason: null,
    ...changes,
  });

test('only routes that can be used count, and the least of their prices', () => {
  expect(model('m')).toMatchObject({ pricePerSecondUsd: 0.2, maxReferences: 3, lengths: '4, 6, 8 s', hasNativeAudio: false });
});

test('what serves itself comes first, what cannot be had last, and the first is recommended', () => {
  const dead = model('dead', { available: false });
  const other = model('other', { servedBy: { model: 'live', reason: 'retired' } });
  const live = model('live');
  expect(inOrder([dead, other, live]).map((one) => one.key)).toEqual(['live', 'other', 'dead']);
  expect(chosenModel([dead, other, live], null)?.key).toBe('live');
  expect(chosenModel([dead, other, live], 'other')?.key).toBe('other');
  expect(chosenModel([dead, other, live], 'forgotten')?.key).toBe('live');
});
