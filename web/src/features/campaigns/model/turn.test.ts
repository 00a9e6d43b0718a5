import { expect, test } from 'vitest';
import type { MessageDto } from '@/api';
import { afterEvent, shownMessages, type Turn, unanswered } from './turn';

const turn: Turn = { clientId: 'c', text: 'A flask', said: null, answer: '', trouble: null };
const message = (id: string, role: 'user' | 'assistant', isAnswered = role === 'assistant') =>
  ({ id, role, text: id, isAnswered }) as MessageDto;
const event = (type: string, data: unknown) => ({ type, id: null, data });

test('an answer grows by its pieces, and what else is streamed leaves it alone', () => {
  const events = [event('message', message('m1', 'user')), event('delta', { text: 'Who ' }), event('campaign', {}), event('delta', { text: 'buys it?' })];
  expect(events.reduce(afterEvent, turn)).toMatchObject({ said: { id: 'm1' }, answer: 'Who buys it?', trouble: null });
});

test('a refusal in mid-stream keeps what has come', () => {
  const problem = { code: 'chat_failed', status: 502, title: 'No answer', detail: 'Say it again.' };
  expect([event('delta', { text: 'Who' }), event('error', problem)].reduce(afterEvent, turn)).toMatchObject({
    answer: 'Who',
    trouble: { detail: 'Say it again.' },
  });
});

test('what was just said is shown once, whoever is first to know it', () => {
  const said = message('m2', 'user');
  const kept = [message('m1', 'assistant')];
  expect(shownMessages(kept, turn)).toEqual(kept);
  expect(shownMessages(kept, { ...turn, said }).map(({ id }) => id)).toEqual(['m1', 'm2']);
  expect(shownMessages([...kept, said], { ...turn, said }).map(({ id }) => id)).toEqual(['m1', 'm2']);
});

test('an answer that comes anew takes the place of what came before', () => {
  expect([event('delta', { text: 'Who' }), event('restart', {}), event('delta', { text: 'Where' })].reduce(afterEvent, turn).answer).toBe('Where');
});

test('a question is without an answer until it has one', () => {
  expect(unanswered([message('m1', 'assistant'), message('m2', 'user')])?.id).toBe('m2');
  expect(unanswered([message('m2', 'user', true)])).toBeNull();
  expect(unanswered([message('m2', 'user'), message('m3', 'assistant')])).toBeNull();
});
