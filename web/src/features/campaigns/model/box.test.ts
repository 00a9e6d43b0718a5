// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => localStorage.clear());

/** As after a reload: what was only in memory is gone. */
async function reloaded() {
  vi.resetModules();
  return (await import('./box')).boxOf('cmp_1');
}

test('what was being sent when the page was left is in the box again', async () => {
  const box = await reloaded();
  box.set(() => 'Hikers ');
  box.leave('Hikers');
  expect(box.get()).toBe('');
  expect((await reloaded()).get()).toBe('Hikers');
});

test('what has arrived does not come back, and what came back takes nothing from what was typed since', async () => {
  const box = await reloaded();
  box.leave('Hikers');
  box.arrive();
  box.comeBack();
  expect(box.get()).toBe('');
  box.leave('At dawn');
  box.set(() => 'and late');
  box.comeBack();
  expect((await reloaded()).get()).toBe('At dawn\n\nand late');
});
