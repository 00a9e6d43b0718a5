import { isAlike } from './alike';
import { getSession } from './session';
import { readStored, removeStored, writeStored } from './storage';
import { createStore, type Store } from './store';

/** Something typed that the server has not confirmed, and what the server had meanwhile. */
interface Unsaved<T> {
  value: T;
  since: T;
}

export interface Typed<T> {
  /** What stands in the field. */
  value: T;
  /** Whether an earlier page left it; `contested` where the server's own has changed since. */
  back: 'kept' | 'contested' | null;
}

export type Same<T> = (one: T, other: T) => boolean;

/** One thing that is typed here and kept by the server. Until it is kept there, it is in this browser's storage. */
export interface Typing<T> extends Pick<Store<Typed<T>>, 'get' | 'subscribe'> {
  /** What the server has now: shown as soon as nobody types here. */
  hear: (stored: T) => void;
  change: (next: (now: T) => T) => void;
  unsaved: () => { value: T } | null;
  /** The server has it. What was typed after it stays. */
  settle: (saved: T) => void;
  /** What was typed is worth more than what came from elsewhere. */
  insist: () => void;
  /** What the server has is worth more. */
  drop: () => void;
}

export function createTyping<T>(name: string, first: T, isSame: Same<T> = isAlike): Typing<T> {
  const key = keyOf(name);
  const keep = (next: Unsaved<T> | null) => {
    unsaved = next;
    if (next) writeStored(key, next);
    else removeStored(key);
  };
  let stored = first;
  let unsaved = readStored<Unsaved<T>>(key);
  if (unsaved && isSame(unsaved.value, first)) keep(null);
  const shown = createStore<Typed<T>>(begun(unsaved, first, isSame));
  return {
    get: shown.get,
    subscribe: shown.subscribe,
    hear: (next) => {
      stored = next;
      const { value, back } = shown.get();
      if (unsaved && !isSame(unsaved.value, next)) {
        if (back !== 'contested' && !isSame(unsaved.since, next)) keep({ ...unsaved, since: next });
        return;
      }
      if (unsaved) keep(null);
      if (!isSame(value, next)) shown.set(() => ({ value: next, back: null }));
    },
    change: (next) => {
      const { value: before, back } = shown.get();
      const value = next(before);
      keep({ value, since: stored });
      shown.set(() => ({ value, back }));
    },
    unsaved: () => unsaved,
    settle: (saved) => {
      if (unsaved?.value === saved) unsaved = null;
      const kept = readStored<Unsaved<T>>(key); // by whoever shows the same field now
      if (kept && isSame(kept.value, saved)) removeStored(key);
    },
    insist: () => shown.set(({ value }) => ({ value, back: null })),
    drop: () => {
      keep(null);
      shown.set(() => ({ value: stored, back: null }));
    },
  };
}

/** Whether something typed for it is not saved yet. */
export function isUnsaved(name: string): boolean {
  return readStored(keyOf(name)) !== null;
}

function keyOf(name: string): string {
  return `reelwright.typed.${getSession()?.workspaceId ?? ''}.${name}`;
}

function begun<T>(left: Unsaved<T> | null, first: T, isSame: Same<T>): Typed<T> {
  if (!left) return { value: first, back: null };
  return { value: left.value, back: isSame(left.since, first) ? 'kept' : 'contested' };
}
