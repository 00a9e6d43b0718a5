import { expect, test } from 'vitest';
import type { PublicationDto } from '@/api';
import { troubleWith } from './publications';

const refused = { error: 'The receiver answered 422.', answer: { text: ' No such page. ' }, state: 'publishing' } as unknown as PublicationDto;

test("a receiver's own words stand beside the error, and whether it is tried again", () => {
  expect(troubleWith(refused)).toEqual({ error: 'The receiver answered 422.', words: 'No such page.', isTriedAgain: true });
  expect(troubleWith({ ...refused, state: 'failed', answer: null })).toMatchObject({ words: '', isTriedAgain: false });
  expect(troubleWith({ ...refused, error: null })).toBeNull();
});
