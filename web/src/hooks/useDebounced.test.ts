// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDebounced } from './useDebounced';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('only what has rested is passed on, and nothing that was typed on the way', () => {
  const seen: string[] = [];
  const { rerender } = renderHook(({ text }) => seen.push(useDebounced(text, 300)), { initialProps: { text: '' } });
  for (const text of ['f', 'fl', 'flask']) {
    rerender({ text });
    act(() => void vi.advanceTimersByTime(299));
  }
  expect(new Set(seen)).toEqual(new Set(['']));
  act(() => void vi.advanceTimersByTime(1));
  expect(seen.at(-1)).toBe('flask');
});
