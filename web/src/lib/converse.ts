import type { Problem } from '@/api';
import { signedFetch } from './client';
import { readEvents, type StreamEvent } from './sse';

/** Says something and yields the events of the answer as they come. Rejects with the problem where it is refused. */
export async function* converse(url: string, body: unknown): AsyncGenerator<StreamEvent> {
  const answer = await signedFetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw (await answer.json()) as Problem;
  if (answer.body) yield* readEvents(answer.body);
}
