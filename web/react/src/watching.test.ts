// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { ordered, show, told, watchOf } from './watching';

test('a video is told of once, however often its end is seen', () => {
  const watch = watchOf('ws.campaign');
  ordered(watch, 'gen_1', true);
  ordered(watch, 'gen_2', false);
  expect(watch.get()).toEqual({ shown: 'gen_2', awaited: ['gen_1'] });
  expect(told(watch, 'gen_1')).toBe(true);
  expect(told(watch, 'gen_1')).toBe(false);
});

test('what is awaited is kept where a reload finds it', () => {
  const watch = watchOf('ws.other');
  ordered(watch, 'gen_3', true);
  show(watch, null);
  expect(JSON.parse(localStorage.getItem('reelwright.watch.ws.other') ?? '')).toEqual({ shown: null, awaited: ['gen_3'] });
});
