import { expect, test } from 'vitest';
import { linkOf } from './links';

test('an address is understood as people write it', () => {
  expect(linkOf('altitude.example/spring')).toBe('https://altitude.example/spring');
  expect(linkOf(' http://altitude.example ')).toBe('http://altitude.example');
  expect(linkOf('')).toBeNull();
});

test('what is no address is not made one', () => {
  expect(['altitude', 'two words.example', 'ftp:/x'].map(linkOf)).toEqual([undefined, undefined, undefined]);
});
