// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useDropping } from './useDropping';

const addFiles = vi.fn();
vi.mock('./useReferenceActions', () => ({ useReferenceActions: () => ({ addFiles, addUrls: vi.fn() }) }));

function dropFile(on: Element): Event {
  const files = [new File([''], 'logo.png')];
  const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true, composed: true }), { dataTransfer: { types: ['Files'], files } });
  on.dispatchEvent(event);
  return event;
}

test('a file is taken inside; beside, it does not lead away from what was typed', () => {
  document.body.innerHTML = '<main><textarea></textarea></main><nav></nav>';
  const [main, field, nav] = ['main', 'textarea', 'nav'].map((name) => document.querySelector<HTMLElement>(name)!);
  const { unmount } = renderHook(() => useDropping({ current: main! }, false));
  expect([field!, nav!].map((on) => dropFile(on).defaultPrevented)).toEqual([true, true]);
  expect(addFiles).toHaveBeenCalledTimes(1);
  unmount();
  expect(dropFile(nav!).defaultPrevented).toBe(false);
});
