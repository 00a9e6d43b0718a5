import { expect, test } from 'vitest';
import { afterEvent, newsOf } from './news';

const event = (generationId: string, status: string) => ['generation.status', { generationId, status }] as const;

test('what is under way is known from its newest event, and its end is told', () => {
  let running: ReadonlySet<string> = new Set();
  for (const [id, status] of [['gen_1', 'queued'], ['gen_2', 'generating'], ['gen_1', 'storing'], ['gen_2', 'failed']] as const)
    running = afterEvent(running, ...event(id, status));
  expect([...running]).toEqual(['gen_1']);
  expect([...afterEvent(running, 'money.settled', { generationId: 'gen_1' })]).toEqual(['gen_1']);
  expect(newsOf(...event('gen_1', 'succeeded'))).toMatchObject({ title: 'Your video is ready', videoId: 'gen_1' });
});
