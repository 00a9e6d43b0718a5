import { expect, test } from 'vitest';
import { cuesIn } from './vtt';

test('cues are read with and without hours, names and settings; notes are not', () => {
  const vtt =
    'WEBVTT\r\n\r\nNOTE made by us\r\n\r\n00:00.000 --> 00:02.500 align:middle\r\nsprite.jpg#xywh=0,0,160,90\r\n\r\nlast\r\n01:00:01.000 --> 01:00:02.000\r\nTwo\r\nlines\r\n';
  expect(cuesIn(vtt)).toEqual([
    { from: 0, to: 2.5, text: 'sprite.jpg#xywh=0,0,160,90' },
    { from: 3601, to: 3602, text: 'Two\nlines' },
  ]);
});
