// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFocus } from './keptFocus';

let stop: () => void;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  document.body.innerHTML = `<main tabindex="-1"><section><h2>Keys</h2><ul>
    <li id="a"><button>End</button></li><li id="b"><button>End</button></li></ul></section></main>`;
  stop = keepFocus();
});
afterEach(() => stop());

const button = (id: string) => document.querySelector<HTMLElement>(`#${id} button`);
const has = (words: string) => vi.waitFor(() => expect(document.activeElement?.outerHTML).toContain(words));

test('the next row takes the focus of one that was taken out, the heading that of the last one', async () => {
  button('a')?.focus();
  document.querySelector('#a')?.remove();
  await has('<li id="b"');
  button('b')?.focus();
  document.querySelector('ul')?.remove();
  await has('<h2');
});

test('whoever let the focus go is not given it back', async () => {
  button('a')?.focus();
  button('a')?.blur();
  await Promise.resolve();
  document.querySelector('#a')?.remove();
  await new Promise((done) => setTimeout(done, 5));
  expect(document.activeElement).toBe(document.body);
});
