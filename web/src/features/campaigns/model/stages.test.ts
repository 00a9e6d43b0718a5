import { expect, test } from 'vitest';
import type { CampaignDto } from '@/api';
import { isFurther, isStage, lackOf } from './stages';

const nothing = { readyVideos: 0, creatives: 0, published: 0 };

test('a stage says what it lacks until it lacks nothing', () => {
  const campaign = { missing: ['goal', 'tone'] } as unknown as CampaignDto;
  expect(lackOf('brief', campaign, nothing)).toBe('2 to fill in');
  expect(lackOf('brief', { ...campaign, missing: [] }, nothing)).toBeNull();
  expect(lackOf('assets', campaign, nothing)).toBe('No video yet');
  expect(lackOf('assets', campaign, { ...nothing, readyVideos: 1 })).toBeNull();
});

test('looking back at an earlier stage does not move the campaign', () => {
  expect(isFurther('brief', 'creatives')).toBe(false);
  expect(isFurther('publish', 'creatives')).toBe(true);
});

test('an address with an unknown stage names none', () => {
  expect(isStage('assets')).toBe(true);
  expect(isStage('nonsense')).toBe(false);
});
