// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { NameInput } from './NameInput';

afterEach(cleanup);

function show(onKeep: (name: string) => Promise<unknown>) {
  render(<NameInput label="Name" name="Spring" onKeep={onKeep} />);
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
}

test('a name is sent once, trimmed, whether by Enter or by going on, and keeps the focus', async () => {
  const onKeep = vi.fn(() => Promise.resolve());
  const input = show(onKeep);
  await userEvent.type(input, ' in town {Enter}');
  expect(document.activeElement).toBe(input);
  await userEvent.tab();
  expect(onKeep.mock.calls).toEqual([['Spring in town']]);
});

test('what the server rejects, and an empty one, stand no longer', async () => {
  const onKeep = vi.fn(() => Promise.reject(new Error('taken')));
  const input = show(onKeep);
  await userEvent.type(input, ' again{Enter}');
  await waitFor(() => expect(input.value).toBe('Spring'));
  await userEvent.clear(input);
  await userEvent.tab();
  expect(input.value).toBe('Spring');
  expect(onKeep).toHaveBeenCalledTimes(1);
});
