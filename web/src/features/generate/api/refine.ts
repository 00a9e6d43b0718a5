import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem, RefineDto } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import type { Connection } from '@/lib/connection';
import { readEvents } from '@/lib/sse';

export interface Refined {
  prompt: string;
  /** Who wrote it: a chat model, or our own rules. */
  by: string;
  warning: string | null;
}

interface State {
  isWriting: boolean;
  /** As far as it is written. */
  text: string;
  done: Refined | null;
  error: unknown;
}

const IDLE: State = { isWriting: false, text: '', done: null, error: null };

/** Has a prompt rewritten, to be seen while it is written and taken or left when it is done. */
export function useRefine() {
  const connection = useConnection();
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState(IDLE);
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (body: RefineDto) => {
    stop();
    const mine = new AbortController();
    running.current = mine;
    const set = (change: (now: State) => State) => !mine.signal.aborted && setState(change);
    set(() => ({ ...IDLE, isWriting: true }));
    try {
      await write(connection, body, mine.signal, set);
    } catch (error) {
      set(() => ({ ...IDLE, error }));
    }
  };
  return { ...state, start, stop };
}

async function write(
  { fetch, baseUrl }: Connection,
  body: RefineDto,
  signal: AbortSignal,
  set: (change: (now: State) => State) => void,
): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };
  const answer = await fetch(`${baseUrl}/api/prompts/refine`, { method: 'POST', headers, body: JSON.stringify(body), signal });
  if (!answer.ok || !answer.body) throw (await answer.json()) as Problem;
  for await (const { type, data } of readEvents(answer.body)) {
    if (type === 'delta') set((now) => ({ ...now, text: now.text + (data as { text: string }).text }));
    if (type === 'restart') set((now) => ({ ...now, text: '' }));
    if (type === 'done') return set(() => ({ ...IDLE, done: data as Refined }));
    if (type === 'error') throw data;
  }
  throw new TypeError('the answer was cut off');
}
