import type { MessageDto } from '@/api';
import { type Trouble, troubleOf } from '@/lib/problem';
import type { StreamEvent } from '@/lib/sse';
import { createStore } from '@/lib/store';

/** Something said that has no kept answer yet. */
export interface Turn {
  clientId: string;
  text: string;
  /** The server's own record of what was said, once it is kept. */
  said: MessageDto | null;
  /** The answer as far as it has come. */
  answer: string;
  trouble: Trouble | null;
}

/** The turns under way, by campaign. Outside of the page: an answer goes on while one looks at another stage. */
export const turns = createStore<Record<string, Turn>>({});

export function setTurn(campaignId: string, change: (turn: Turn | undefined) => Turn | undefined): void {
  turns.set((all) => {
    const { [campaignId]: before, ...others } = all;
    const next = change(before);
    if (next === before) return all;
    return next ? { ...others, [campaignId]: next } : others;
  });
}

/** A turn after an event of its stream. The answer's own events (`done`, `campaign`) are kept elsewhere. */
export function afterEvent(turn: Turn, { type, data }: StreamEvent): Turn {
  switch (type) {
    case 'message':
      return { ...turn, said: data as MessageDto };
    case 'delta':
      return { ...turn, answer: turn.answer + (data as { text: string }).text };
    case 'restart':
      return { ...turn, answer: '' };
    case 'error':
      return { ...turn, trouble: troubleOf(data) };
    default:
      return turn;
  }
}

/** Messages as they are shown: those kept, with what was just said among them once. */
export function shownMessages(kept: readonly MessageDto[], turn: Turn | undefined): MessageDto[] {
  if (!turn?.said || kept.some(({ id }) => id === turn.said?.id)) return [...kept];
  return [...kept, turn.said];
}

/** What was said last and has no answer, as the page was closed or the server stopped meanwhile. */
export function unanswered(messages: readonly MessageDto[]): MessageDto | null {
  const last = messages.at(-1);
  return last?.role === 'user' && !last.isAnswered ? last : null;
}
