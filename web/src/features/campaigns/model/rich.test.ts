import { expect, test } from 'vitest';
import { spansOf } from './rich';

test('strong words are found, unfinished ones are left as they are', () => {
  expect(spansOf('Say **one** thing')).toEqual([
    { text: 'Say ', isStrong: false },
    { text: 'one', isStrong: true },
    { text: ' thing', isStrong: false },
  ]);
  expect(spansOf('Say **on')).toEqual([{ text: 'Say **on', isStrong: false }]);
});
