// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tryAgain, whenAnswering } from './answering';
import { createSaving, refusals } from './saving';
import { createTyping } from './typing';

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

const NAME = 'brief.cmp_1.tone';
const kept = () => Object.keys(localStorage).length;
const away = () => Promise.reject(new TypeError('fetch failed'));
const refused = () => Promise.reject({ code: 'invalid', status: 422, title: 'No', detail: 'No such place.' });

test('what was typed just before a reload is there after it, and is sent first', async () => {
  createTyping(NAME, '').change(() => 'Calm, warm');
  const typing = createTyping(NAME, '');
  expect(typing.get()).toEqual({ value: 'Calm, warm', back: 'kept' });
  const save = vi.fn(() => Promise.resolve());
  createSaving(NAME, typing, save, false).begin();
  await vi.runAllTimersAsync();
  expect(save.mock.calls).toEqual([['Calm, warm']]);
  expect(kept()).toBe(0);
});

test('what could not be sent is sent when the server answers again', async () => {
  const typing = createTyping(NAME, '');
  const save = vi.fn(away);
  const saving = createSaving(NAME, typing, save, false);
  const stop = whenAnswering(() => void saving.send());
  saving.change(() => 'Calm');
  await vi.runAllTimersAsync();
  expect(refusals.get()[NAME]).toBeInstanceOf(TypeError);
  expect(kept()).toBe(1);
  save.mockImplementation(() => Promise.resolve() as Promise<never>);
  tryAgain();
  await vi.runAllTimersAsync();
  stop();
  expect([save.mock.calls.length, kept(), refusals.get()]).toEqual([2, 0, {}]);
});

test('an answer to earlier words takes nothing from later ones', async () => {
  const typing = createTyping(NAME, '');
  const answers: (() => void)[] = [];
  const saving = createSaving(NAME, typing, () => new Promise<void>((resolve) => answers.push(resolve)), false);
  saving.change(() => 'Calm');
  await vi.runAllTimersAsync();
  saving.change(() => 'Calm, warm');
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(1);
  typing.hear('Calm');
  expect(createTyping(NAME, 'Calm').get()).toEqual({ value: 'Calm, warm', back: 'kept' });
});

test('blanks that the server does not keep stay while somebody types', async () => {
  const typing = createTyping(NAME, '');
  typing.change(() => 'Calm, ');
  typing.settle('Calm, ');
  typing.hear('Calm,');
  expect(typing.get().value).toBe('Calm, ');
  typing.hear('Loud');
  expect(typing.get().value).toBe('Loud');
});

test('what somebody else wrote meanwhile is not overwritten unasked', async () => {
  createTyping(NAME, 'Dry').change(() => 'Calm');
  const typing = createTyping(NAME, 'Loud');
  expect(typing.get()).toEqual({ value: 'Calm', back: 'contested' });
  const save = vi.fn(() => Promise.resolve());
  const saving = createSaving(NAME, typing, save, false);
  saving.begin();
  await vi.runAllTimersAsync();
  expect(save).not.toHaveBeenCalled();
  saving.change((mine) => mine);
  await vi.runAllTimersAsync();
  expect(save).toHaveBeenCalledWith('Calm');
});

test('three quick choices are all saved, and a refused one is given up', async () => {
  const typing = createTyping<string[]>(NAME, []);
  const save = vi.fn((_: string[]): Promise<unknown> => Promise.resolve());
  const saving = createSaving(NAME, typing, save, true);
  for (const one of ['x', 'tiktok', 'youtube']) saving.change((now) => [...now, one]);
  await vi.runAllTimersAsync();
  expect(save.mock.lastCall).toEqual([['x', 'tiktok', 'youtube']]);
  typing.hear(['x', 'tiktok', 'youtube']);
  save.mockImplementation(refused);
  saving.change((now) => [...now, 'cinema']);
  await vi.runAllTimersAsync();
  expect(typing.get().value).toEqual(['x', 'tiktok', 'youtube']);
  expect(refusals.get()[NAME]).toMatchObject({ status: 422 });
});
