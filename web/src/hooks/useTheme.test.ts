// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useTheme } from './useTheme';

const root = document.documentElement;

beforeEach(() => {
  localStorage.clear();
  delete root.dataset.theme;
});

test('a chosen theme is worn at once and kept; the system’s leaves no trace', () => {
  const { result } = renderHook(useTheme);
  expect(result.current[0]).toBe('system');
  act(() => result.current[1]('dark'));
  expect([root.dataset.theme, localStorage.getItem('reelwright.theme')]).toEqual(['dark', 'dark']);
  expect(renderHook(useTheme).result.current[0]).toBe('dark');
  act(() => result.current[1]('system'));
  expect([root.dataset.theme, localStorage.getItem('reelwright.theme')]).toEqual([undefined, null]);
});

test('where nothing can be stored it holds until the page is closed', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { result } = renderHook(useTheme);
  act(() => result.current[1]('light'));
  expect(root.dataset.theme).toBe('light');
});
