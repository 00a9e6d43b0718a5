import { expect, test } from 'vitest';
import type { Trouble } from '@/lib/problem';
import { EMPTY } from './draft';
import type { ModelFacts } from './models';
import { refusalOf, remediesOf } from './remedies';

const runway = { takesFirstFrame: true } as ModelFacts;
const picture = { id: '1', name: 'flask.png', role: 'style' as const, assetId: 'ast_1' };
const sentence = 'Runway Gen-4.5 takes no reference pictures (1 given). It can start from one: give that the role firstFrame.';
const alternatives = [{ model: 'seedance-2.5', name: 'ByteDance Seedance 2.5', priceUsd: 1.85 }];
const refused = (nearest: object, about = 'references') =>
  ({ fields: { [about]: sentence }, detail: '', extra: { nearest, alternatives } }) as unknown as Trouble;

test('a refused picture becomes the first frame, goes, or goes to another model', () => {
  const draft = { ...EMPTY, references: [picture] };
  expect(refusalOf(refused({}))).toBe('Runway Gen-4.5 takes no reference pictures (1 given).');
  expect(remediesOf(refused({ references: [] }), draft, runway)).toEqual([
    { label: 'Use it as the first frame', change: { references: [{ ...picture, role: 'firstFrame' }] } },
    { label: 'Leave the picture out', change: { references: [] } },
    { label: 'Switch to ByteDance Seedance 2.5, $1.85', change: { model: 'seedance-2.5' } },
  ]);
  expect(remediesOf(refused({ references: [] }), draft, { takesFirstFrame: false } as ModelFacts)[0]?.label).toBe('Leave the picture out');
});

test('what can only be made together is changed together', () => {
  const [both] = remediesOf(refused({ audio: 'auto', seed: null }, 'audio'), EMPTY, runway);
  expect(both).toEqual({ label: 'Let the sound be chosen, Leave the seed out', change: { audio: 'auto', seed: null } });
  expect(remediesOf(refused({ maxPriceUsd: 0.96 }, 'maxPriceUsd'), EMPTY, runway)[0]).toEqual({ label: 'Allow $0.96', change: { maxPriceUsd: 0.96 } });
});
