import { expect, test } from 'vitest';
import type { BriefDto } from '@/api';
import { beginningOf } from './beginning';

const empty = { product: null, keyMessage: null, placements: [] as string[] } as unknown as BriefDto;

test('a video begins with what the brief says, and with nothing it does not', () => {
  const brief = { ...empty, product: 'The Altitude flask', keyMessage: 'Still hot at the summit', placements: ['tiktok', 'youtube'] };
  expect(beginningOf(brief)).toEqual({ prompt: 'The Altitude flask: Still hot at the summit', duration: 15, aspectRatio: '9:16' });
  expect(beginningOf(empty)).toEqual({});
});
