import { expect, test } from 'vitest';
import { EMPTY, missing, restored, storable } from './draft';
import { orderOf, quoteBodyOf } from './order';

const draft = { ...EMPTY, prompt: '  A calm sea ', duration: 12.5 };

test('an order holds what was set and nothing that was not', () => {
  const { kind, body } = orderOf(draft, 'veo-3.1', { campaignId: 'cmp_1' }, 'quo_1');
  expect(kind).toBe('generate');
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    prompt: 'A calm sea',
    model: 'veo-3.1',
    duration: 12.5,
    aspectRatio: '16:9',
    audio: 'auto',
    continuity: 'cuts',
    references: [],
    campaignId: 'cmp_1',
    quoteId: 'quo_1',
  });
});

test('only references that the server keeps are ordered, in their order and roles', () => {
  const references = [
    { id: '1', name: 'a', role: 'logo' as const, assetId: 'ast_1' },
    { id: '2', name: 'b', role: 'style' as const, progress: 0.4 },
    { id: '3', name: 'c', role: 'style' as const, reason: 'too large' },
  ];
  expect(orderOf({ ...draft, references }, 'm', {}).body.references).toEqual([{ assetId: 'ast_1', role: 'logo' }]);
  expect(missing({ ...draft, references: references.slice(0, 2) }, undefined).references).toContain('being sent');
  expect(missing({ ...draft, references }, undefined).references).toContain('Remove or replace');
  expect(storable({ ...draft, references }).references.map(({ reason }) => reason)).toEqual([undefined, 'Sending it was cut off.', 'too large']);
});

test('a template is priced by its name and words, and ordered at its own door', () => {
  const post = { ...draft, template: 'social-media', fields: { concept: 'One flask', cta: 'Shop' }, look: 'sunset', platform: 'tiktok' };
  expect(quoteBodyOf(post, 'm', {})).toMatchObject({ template: 'social-media', prompt: 'One flask: Shop' });
  expect(orderOf(post, 'm', {})).toMatchObject({ kind: 'social-media', body: { concept: 'One flask', platform: 'tiktok', templateFields: { cta: 'Shop', look: 'sunset' } } });
  expect(orderOf(post, 'm', {}).body).not.toHaveProperty('prompt');
});

test('a template with a scene of its own is ordered with exactly that prompt, its words, its look and its place', () => {
  const wish = { ...draft, template: 'social-media', fields: { concept: 'One flask' }, look: 'sunset', scene: ' A library at night ', platform: 'youtube' };
  const order = orderOf(wish, 'veo-3.1', {}, 'quo_1');
  expect(order).toMatchObject({
    kind: 'generate',
    body: {
      prompt: 'A library at night',
      template: 'social-media',
      templateFields: { concept: 'One flask', look: 'sunset', platform: 'youtube' },
      quoteId: 'quo_1',
    },
  });
  expect({ ...quoteBodyOf(wish, 'veo-3.1', {}), quoteId: 'quo_1' }).toEqual(order.body);
});

test('an empty prompt has a price but cannot be ordered', () => {
  expect(quoteBodyOf(EMPTY, 'm', {}).prompt).not.toBe('');
  expect(Object.keys(missing(EMPTY, undefined))).toEqual(['prompt']);
});

test('a template of tomorrow is ordered by its name, with what its required fields say', () => {
  const wish = { ...draft, template: 'recipe', fields: { dish: 'Soup' } };
  expect(orderOf(wish, 'm', {})).toMatchObject({ kind: 'generate', body: { template: 'recipe', templateFields: { dish: 'Soup' } } });
  const field = { name: 'dish', label: 'Dish', isRequired: true, isMultiline: false, maxLength: 9, example: '' };
  const template = { key: 'recipe', name: '', description: '', defaultSeconds: 8, aspectRatios: [], roles: [], looks: [], fields: [field] };
  expect(missing({ ...wish, fields: {} }, template)).toEqual({ dish: 'Fill in “Dish”.' });
});

test('a stored draft of an earlier version gets what it lacks', () => {
  expect(restored({ kind: 'brand-animation', productName: 'Altitude', tagline: '', prompt: '' })).toEqual({
    ...EMPTY,
    template: 'brand-animation',
    fields: { productName: 'Altitude' },
  });
  expect(restored({ prompt: 'kept' })).toEqual({ ...EMPTY, prompt: 'kept' });
  expect(restored('nonsense')).toEqual(EMPTY);
});
