// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => localStorage.clear());

/** As after a reload: what was only in memory is gone. */
async function reloaded() {
  vi.resetModules();
  return { ...(await import('./desk')), ...(await import('./useDesk')) };
}

test('a draft survives a reload; the file that was still being sent is missed', async () => {
  const desk = (await reloaded()).deskOf('wks_1', 'cmp_1');
  const logo = { id: '1', name: 'logo.png', role: 'logo' as const, assetId: 'ast_1' };
  desk.change({ prompt: 'A flask  ', duration: 23, references: [logo, { id: '2', name: 'big.png', role: 'style', progress: 0.4 }] });

  const { deskOf, DeskProvider, useDraft } = await reloaded();
  const wrapper = ({ children }: { children: ReactNode }) => createElement(DeskProvider, { value: deskOf('wks_1', 'cmp_1') }, children);
  const { result } = renderHook(useDraft, { wrapper });
  expect(result.current).toMatchObject({ prompt: 'A flask  ', duration: 23, references: [logo, { name: 'big.png', reason: 'Sending it was cut off.' }] });
  expect(result.current.references[1]).not.toHaveProperty('progress', 0.4);
  act(() => deskOf('wks_1', 'cmp_1').change({ prompt: 'A kettle' }));
  expect(result.current.prompt).toBe('A kettle');
  expect(deskOf('wks_1', 'cmp_2').draft.get().prompt).toBe('');
});

test('what another draft replaced is brought back, also after a reload', async () => {
  const desk = (await reloaded()).deskOf('wks_1', 'standalone');
  desk.change({ prompt: 'Mine', model: 'studio' });
  desk.replace({ ...desk.draft.get(), prompt: 'From the chat' });
  const again = (await reloaded()).deskOf('wks_1', 'standalone');
  expect(again.draft.get().prompt).toBe('From the chat');
  again.bringBack();
  expect([again.draft.get().prompt, again.earlier.get()]).toEqual(['Mine', null]);
  again.startAfresh();
  expect(again.draft.get()).toMatchObject({ prompt: '', model: 'studio' });
  expect(again.earlier.get()?.prompt).toBe('Mine');
});

test('two tabs have one draft, and what only one of them had can be brought back', async () => {
  const desk = (await reloaded()).deskOf('wks_1', 'standalone');
  const KEY = 'reelwright.draft.wks_1';
  const elsewhere = (prompt: string) => {
    localStorage.setItem(KEY, JSON.stringify({ ...desk.draft.get(), references: [], prompt }));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, storageArea: localStorage }));
  };
  desk.change({ prompt: 'A flask', references: [{ id: '1', name: 'big.png', role: 'style', progress: 0.4 }] });
  elsewhere('A flask at dawn');
  expect(desk.draft.get()).toMatchObject({ prompt: 'A flask at dawn', references: [{ name: 'big.png' }] });
  expect(desk.earlier.get()).toBeNull();
  elsewhere('A kettle');
  expect([desk.draft.get().prompt, desk.earlier.get()?.prompt]).toEqual(['A kettle', 'A flask']);
  elsewhere('A kettle in snow');
  expect([desk.draft.get().prompt, desk.earlier.get()?.prompt]).toEqual(['A kettle in snow', 'A flask']);
});
