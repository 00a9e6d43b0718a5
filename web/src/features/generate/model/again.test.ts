import { expect, test } from 'vitest';
import type { AssetDto, GenerationDto } from '@/api';
import { draftOf, draftOfProposal } from './again';
import { EMPTY, missing } from './draft';

const video = (request: object, more: object = {}) =>
  ({ ...EMPTY, prompt: 'A calm sea', model: 'studio', request, referenceImages: [], ...more }) as unknown as GenerationDto;

test('the limit of an earlier order is kept, however it was stored', () => {
  expect(draftOf(video({ maxPriceUsd: '2.50' }), []).maxPriceUsd).toBe(2.5);
  expect(draftOf(video({}), []).maxPriceUsd).toBeNull();
});

test('a picture that was deleted since is missed before anything is ordered', () => {
  const kept = { id: 'ast_1', name: 'logo.png', url: '/media/ast_1', warnings: [] } as unknown as AssetDto;
  const referenceImages = [
    { assetId: 'ast_1', role: 'logo' },
    { assetId: 'ast_2', role: 'product' },
  ];
  const draft = draftOf(video({}, { referenceImages }), [kept]);
  expect(draft.references.map(({ role, reason }) => [role, reason !== undefined])).toEqual([
    ['logo', false],
    ['product', true],
  ]);
  expect(missing(draft, undefined)).toHaveProperty('references');
});

test('what a proposal wants filmed is in the draft, beside its words, and there again for another video', () => {
  const order = { prompt: 'A library at night', template: 'social-media', templateFields: { concept: 'One flask', platform: 'youtube' } };
  expect(draftOfProposal(order, [])).toMatchObject({ template: 'social-media', scene: 'A library at night', platform: 'youtube' });
  expect(draftOfProposal({ prompt: 'A library' }, [])).toMatchObject({ template: null, prompt: 'A library', scene: '' });
  expect(draftOfProposal({ template: 'social-media', aspectRatio: '16:9' }, []).platform).toBe('youtube');
  const made = video({ ...order, scene: { template: 'social-media', fields: { concept: 'One flask' } } }, { prompt: order.prompt });
  expect(draftOf(made, [])).toMatchObject({ prompt: '', scene: 'A library at night', fields: { concept: 'One flask' } });
});
