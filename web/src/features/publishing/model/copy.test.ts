import { expect, test } from 'vitest';
import { copyFrom, hashtagsIn, isSameWords, lengthOf, postOf } from './copy';

test('hashtags are understood with and without their sign, each once', () => {
  expect(hashtagsIn('#coffee, hike #hike  summit')).toEqual(['coffee', 'hike', 'summit']);
});

test('a post is counted whole and by what people see', () => {
  const copy = { text: 'Still hot 👩‍🚀', hashtags: ['coffee'], link: 'https://a.example' };
  expect(postOf(copy)).toBe('Still hot 👩‍🚀\nhttps://a.example\n#coffee');
  expect(lengthOf(copy, 'x')).toEqual({ used: 37, longest: 280, isTooLong: false });
  expect(lengthOf({ ...copy, text: 'a'.repeat(281) }, 'x').isTooLong).toBe(true);
});

test('words are the same however a link and hashtags are typed, and half a link leaves the one before', () => {
  const typed = { text: 'Still hot ', tags: 'coffee', link: 'Altitude.example' };
  expect(isSameWords(typed, { text: 'Still hot', tags: '#coffee', link: 'https://altitude.example/' })).toBe(true);
  expect(isSameWords(typed, { ...typed, link: 'altitude' })).toBe(false);
  expect(copyFrom({ ...typed, link: 'altit' }, 'https://a.example/').link).toBe('https://a.example/');
});
