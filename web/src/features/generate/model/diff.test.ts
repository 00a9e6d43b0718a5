import { expect, test } from 'vitest';
import { wordDiff } from './diff';

const shown = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => `${kind}:${text.trim()}`);

test('kept words stay, in order, with what went and what came between them', () => {
  expect(shown('A red car at night', 'A gleaming red car at dusk, slow pan')).toEqual([
    'same:A',
    'new:gleaming',
    'same:red car at',
    'gone:night',
    'new:dusk, slow pan',
  ]);
});

test('the same text has no change, another one nothing in common, an empty one is all new', () => {
  expect(shown('calm sea', 'calm sea')).toEqual(['same:calm sea']);
  expect(shown('calm sea', 'busy road')).toEqual(['gone:calm sea', 'new:busy road']);
  expect(shown('', 'busy road')).toEqual(['new:busy road']);
});
