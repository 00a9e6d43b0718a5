// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { deskOf } from '../model/desk';
import { DeskProvider } from '../model/useDesk';
import { useBeginning } from './useBeginning';

test('an untouched draft begins with what is known, a touched one stays', () => {
  const desk = deskOf('wks_beginning', 'cmp_1');
  const wrapper = ({ children }: { children: ReactNode }) => createElement(DeskProvider, { value: desk }, children);
  const begin = (prompt: string) => renderHook(() => useBeginning({ prompt, duration: 15 }), { wrapper });
  begin('The flask');
  expect(desk.draft.get()).toMatchObject({ prompt: 'The flask', duration: 15 });
  begin('The kettle');
  expect(desk.draft.get().prompt).toBe('The flask');
  desk.change({ prompt: '', duration: 12 });
  begin('The kettle');
  expect(desk.draft.get()).toMatchObject({ prompt: '', duration: 12 });
});
