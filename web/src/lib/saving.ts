import { isFinal } from './problem';
import { createStore } from './store';
import type { Typing } from './typing';

/** Why something is not saved, by its name. */
export const refusals = createStore<Record<string, unknown>>({});

function setRefusal(name: string, error: unknown): void {
  refusals.set((all) => {
    if (all[name] === error) return all;
    const { [name]: _before, ...others } = all;
    return error === undefined ? others : { ...others, [name]: error };
  });
}

const PAUSE_MS = 900;

export interface Saving<T> {
  /** What was left by an earlier page is sent first. */
  begin: () => void;
  change: (next: (now: T) => T) => void;
  /** Sends what is not saved yet; nothing where that is on its way. */
  send: () => Promise<void>;
}

/**
 * Saves what is typed, a moment after the last key. A choice is saved at once, and given up where the server refuses it for
 * good; words stay. `save` answers false where it cannot send all of it yet.
 */
export function createSaving<T>(name: string, typing: Typing<T>, save: (value: T) => Promise<unknown>, isChoice: boolean): Saving<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: { value: T } | null = null;
  const send = async () => {
    clearTimeout(timer);
    const mine = typing.unsaved();
    if (!mine || typing.get().back === 'contested' || sending?.value === mine.value) return;
    sending = mine;
    try {
      if ((await save(mine.value)) !== false) typing.settle(mine.value);
      setRefusal(name, undefined);
    } catch (error) {
      if (isChoice && isFinal(error) && typing.unsaved()?.value === mine.value) typing.drop();
      setRefusal(name, error);
    } finally {
      if (sending === mine) sending = null;
    }
  };
  return {
    begin: () => {
      if (isChoice && typing.get().back === 'contested') typing.drop();
      if (!typing.unsaved()) setRefusal(name, undefined);
      void send();
    },
    change: (next) => {
      typing.insist();
      typing.change(next);
      clearTimeout(timer);
      if (isChoice) void send();
      else timer = setTimeout(() => void send(), PAUSE_MS);
    },
    send,
  };
}
