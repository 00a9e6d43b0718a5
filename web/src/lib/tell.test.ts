// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { tellAway } from './tell';

test('an end is told in the title until somebody looks', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  document.title = 'Usage';
  tellAway('Failed', 'A video failed', '', 'gen_1');
  tellAway('Ready', 'Your video is ready', '', 'gen_2');
  expect(document.title).toBe('Ready: Usage');
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(document.title).toBe('Usage');
});
