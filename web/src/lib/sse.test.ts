import { expect, test } from 'vitest';
import { readEvents, type StreamEvent } from './sse';

async function eventsOf(...pieces: string[]): Promise<StreamEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  const found: StreamEvent[] = [];
  for await (const event of readEvents(body)) found.push(event);
  return found;
}

test('events arrive whole whatever pieces they come in', async () => {
  const text = 'event: snapshot\nid: 7\ndata: {"status":"queued"}\n\n: ping\n\nevent: progress\ndata: {"progress":0.5}\n\n';
  const expected = [
    { type: 'snapshot', id: '7', data: { status: 'queued' } },
    { type: 'progress', id: null, data: { progress: 0.5 } },
  ];
  expect(await eventsOf(text)).toEqual(expected);
  expect(await eventsOf(...text)).toEqual(expected); // one character at a time
  expect(await eventsOf(text.replaceAll('\n', '\r\n'))).toEqual(expected);
});

test('what a broken line cut off is no event', async () => {
  expect(await eventsOf('event: progress\ndata: {"progr')).toEqual([]);
});
