// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import type { AssetDto } from '@/api';
import { type Desk, deskOf } from './desk';
import { MAX_REFERENCES } from './draft';
import { canTryAgain, type Keepers, referenceActions } from './references';

let desk: Desk;
let turn = 0;

beforeEach(() => {
  desk = deskOf('wks_references', `cmp_${(turn += 1)}`);
});

const asset = (id: string) => ({ id, name: `${id}.png`, url: `/media/${id}`, warnings: [] }) as unknown as AssetDto;
const listed = () => desk.draft.get().references;
const file = (name: string, bytes = 10) => Object.defineProperty(new File([''], name), 'size', { value: bytes });

function keepers(more: Partial<Keepers> = {}): Keepers {
  return { upload: async ({ name }) => asset(name), fetchUrl: async (url) => asset(url), ...more };
}

test('each file is sent on its own: progress, a refusal with its reason, and one that is there already', async () => {
  const upload: Keepers['upload'] = async ({ name }, onProgress) => {
    onProgress(0.5);
    if (name === 'bad.png') throw new Error('This is not a picture.');
    return asset('the-same');
  };
  referenceActions(desk, keepers({ upload })).addFiles([file('a.png'), file('bad.png'), file('b.png'), file('huge.png', 21 << 20)]);
  expect(listed().map(({ progress }) => progress)).toEqual([0.5, 0.5, 0.5, undefined]);
  await expect.poll(() => listed().some(({ progress }) => progress !== undefined)).toBe(false);
  expect(listed().map(({ assetId }) => assetId)).toEqual(['the-same', undefined, undefined, undefined]);
  expect(listed().map(({ reason }) => reason)).toEqual([undefined, expect.any(String), 'This picture is in the list already.', expect.stringContaining('20 MB')]);
});

test('an address that failed is tried again; there is one first frame; the order is ours', async () => {
  let isUp = false;
  const fetchUrl: Keepers['fetchUrl'] = async (url) => {
    if (!isUp) throw new Error('down');
    return asset(url);
  };
  const actions = referenceActions(desk, keepers({ fetchUrl }));
  actions.addUrls(['https://a.example/one.png?size=2', 'https://a.example/two.png'], 'firstFrame');
  await expect.poll(() => listed().every(({ reason }) => reason)).toBe(true);
  const [one, two] = listed().map(({ id }) => id) as [string, string];
  expect(listed().map(({ name }) => name)).toEqual(['one.png', 'two.png']);
  isUp = true;
  actions.tryAgain(one);
  await expect.poll(() => listed()[0]?.assetId).toBe('https://a.example/one.png?size=2');
  actions.setRole(two, 'firstFrame');
  expect(listed().map(({ role }) => role)).toEqual(['style', 'firstFrame']);
  actions.move(two, -1);
  actions.move(two, -1); // it is the first already
  expect(listed().map(({ id }) => id)).toEqual([two, one]);
  actions.remove(two);
  expect(listed().map(({ id }) => id)).toEqual([one]);
});

test('no more are taken than an order may have, and what is left out is told', () => {
  const actions = referenceActions(desk, keepers());
  actions.addUrls(Array.from({ length: MAX_REFERENCES + 3 }, (_, n) => `https://a.example/${n}.png`));
  expect(listed()).toHaveLength(MAX_REFERENCES);
  expect(desk.draft.get().leftOut).toBe(3);
  actions.remove(listed()[0]!.id);
  expect(desk.draft.get().leftOut).toBe(0);
});

test('what was refused takes no place', async () => {
  let isUp = false;
  const fetchUrl: Keepers['fetchUrl'] = async (url) => {
    if (!isUp) throw new Error('down');
    return asset(url);
  };
  const actions = referenceActions(desk, keepers({ fetchUrl }));
  actions.addUrls(['https://a.example/bad.png']);
  await expect.poll(() => listed()[0]?.reason).toBeTruthy();
  isUp = true;
  actions.addUrls(Array.from({ length: MAX_REFERENCES }, (_, n) => `https://a.example/${n}.png`));
  await expect.poll(() => listed().filter(({ assetId }) => assetId)).toHaveLength(MAX_REFERENCES);
  actions.tryAgain(listed()[0]!.id);
  expect(desk.draft.get().leftOut).toBe(1);
});

test('a file that did not arrive is sent again, one that is no picture is not', async () => {
  const sent: string[] = [];
  const upload: Keepers['upload'] = async ({ name }) => {
    sent.push(name);
    throw name === 'text.png' ? { code: 'invalid', detail: 'This is not a picture.', status: 422 } : new TypeError('cut off');
  };
  const actions = referenceActions(desk, keepers({ upload }));
  actions.addFiles([file('text.png'), file('photo.png')]);
  await expect.poll(() => listed().every(({ reason }) => reason)).toBe(true);
  expect(listed().map(canTryAgain)).toEqual([false, true]);
  for (const { id } of listed()) actions.tryAgain(id);
  expect(sent).toEqual(['text.png', 'photo.png', 'photo.png']);
});
