import { expect, test } from 'vitest';
import { contrast, hexOf, inkOn, verdict } from './contrast';

test('colours are understood as people write them', () => {
  expect(['#F5B82E', 'abc', ' 102030 ', 'red', '#12345'].map(hexOf)).toEqual(['#f5b82e', '#aabbcc', '#102030', null, null]);
});

test('contrast is the standard’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(inkOn('#f5b82e')).toBe('#000000');
});

test('a contrast just below the limit is not rounded up to it', () => {
  expect(verdict(4.49)).toEqual({ isGood: false, words: '4.4:1, large type only' });
  expect(verdict(2.9).words).toContain('hard to read');
});
