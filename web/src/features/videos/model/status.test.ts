import { expect, test } from 'vitest';
import { sentenceFor } from './status';

test('references are spoken of only where there are some', () => {
  expect(sentenceFor({ status: 'preparing', referenceImages: [{ assetId: 'ast_1' }] })).toContain('references');
  expect(sentenceFor({ status: 'preparing', referenceImages: [] })).not.toContain('references');
  expect(sentenceFor({ status: 'failed', referenceImages: [] })).toBe('It could not be made.');
});
