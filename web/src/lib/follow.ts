import type { Connection } from './connection';
import { readEvents, type StreamEvent } from './sse';

interface Follow {
  /** Signs the request; of the connection whose server this is. */
  fetch: Connection['fetch'];
  url: string;
  onEvent: (event: StreamEvent) => void;
  /** Whether the stream is up; while it is not, what is shown may be old. */
  onConnection?: (isConnected: boolean) => void;
  /** Asked when the server closes the stream: false means that it has said everything. */
  goesOn: () => boolean;
  /** Whether it rests while the page is hidden. Default: yes. */
  rests?: () => boolean;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
// The server sends a comment every 15 s: silence for three times as long is a dead line that nobody told us of.
const SILENCE_MS = 45_000;

/**
 * Follow a stream of events until stopped: reconnects, and asks for what it missed by `Last-Event-ID`.
 *
 * Not EventSource, which cannot send a token. Rests while the page is hidden, unless somebody waits to be told: a browser opens six connections to a
 * server, and background tabs must not use them up.
 */
export function follow({ fetch, url, onEvent, onConnection, goesOn, rests = () => true }: Follow): () => void {
  let stopped = false;
  let connection: AbortController | null = null;
  let lastId: string | null = null;
  let wake: () => void = () => undefined;
  const isResting = () => document.hidden && rests();

  const run = async () => {
    let pause = FIRST_PAUSE_MS;
    while (!stopped) {
      if (isResting()) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      connection = new AbortController();
      try {
        if (await listen(connection)) pause = FIRST_PAUSE_MS;
        if (!goesOn()) return;
      } catch {
        // a lost line, a hidden page, a server on its way back: all are met by asking again
      }
      onConnection?.(false);
      if (stopped || isResting()) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pause);
      });
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };

  const listen = async (connection: AbortController): Promise<boolean> => {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (lastId !== null) headers['Last-Event-ID'] = lastId;
    const answer = await fetch(url, { headers, signal: connection.signal });
    if (answer.status === 404 || answer.status === 401) stopped = true;
    if (!answer.ok || !answer.body) return false;
    onConnection?.(true);
    const alarm = silenceAlarm(() => connection.abort());
    try {
      for await (const event of readEvents(alarm.watch(answer.body))) {
        if (event.id !== null) lastId = event.id;
        onEvent(event);
        if (isResting()) connection.abort();
      }
    } finally {
      alarm.clear();
    }
    return true;
  };

  const onVisibility = () => (isResting() ? connection?.abort() : wake());
  document.addEventListener('visibilitychange', onVisibility);
  void run();
  return () => {
    stopped = true;
    connection?.abort();
    wake();
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

function silenceAlarm(onSilence: () => void) {
  let timer = setTimeout(onSilence, SILENCE_MS);
  const clear = () => clearTimeout(timer);
  const pass = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      clear();
      timer = setTimeout(onSilence, SILENCE_MS);
      controller.enqueue(chunk);
    },
  });
  return { clear, watch: (body: ReadableStream<Uint8Array>) => body.pipeThrough(pass) };
}
