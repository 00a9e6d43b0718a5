import { expect, test } from 'vitest';
import type { TemplateDto } from '@/api';
import { EMPTY } from './draft';
import { startOf } from './starting';

const post = { key: 'social-media', looks: [], fields: [], defaultSeconds: 15 } as unknown as TemplateDto;

test('a post begins with its platform, and what was set since outlives a look at one’s own prompt', () => {
  const begun = { ...EMPTY, ...startOf(EMPTY, post) };
  expect(begun).toMatchObject({ template: 'social-media', platform: 'instagram-reel', aspectRatio: '9:16' });
  const set = { ...begun, platform: 'youtube', duration: 9, aspectRatio: '16:9' as const };
  const away = { ...set, ...startOf(set, undefined) };
  expect(away.template).toBeNull();
  expect({ ...away, ...startOf(away, post) }).toEqual(set);
});
