import { readStored, writeStored } from '@/lib/storage';
import { createStore, type Store } from '@/lib/store';

/** What a panel has ordered and not yet told its host of, and which of it is on show. */
export interface Watch {
  shown: string | null;
  awaited: string[];
}

const NOTHING: Watch = { shown: null, awaited: [] };
const watches = new Map<string, Store<Watch>>();

/** The watch of a desk. Kept over a reload, so that a video that ends meanwhile is told all the same, and once. */
export function watchOf(desk: string): Store<Watch> {
  const found = watches.get(desk);
  if (found) return found;
  const name = `reelwright.watch.${desk}`;
  const made = createStore<Watch>({ ...NOTHING, ...readStored<Watch>(name) });
  made.subscribe(() => writeStored(name, made.get()));
  watches.set(desk, made);
  return made;
}

/** A new order is on show; and awaited, where somebody wants to be told. */
export function ordered(watch: Store<Watch>, id: string, isAwaited: boolean): void {
  watch.set(({ awaited }) => ({ shown: id, awaited: isAwaited ? [...awaited.filter((one) => one !== id), id] : awaited }));
}

export function show(watch: Store<Watch>, id: string | null): void {
  watch.set((now) => ({ ...now, shown: id }));
}

/** Takes a video off the list; false if it was not on it, as somebody else has told of it. */
export function told(watch: Store<Watch>, id: string): boolean {
  const wasAwaited = watch.get().awaited.includes(id);
  watch.set((now) => ({ ...now, awaited: now.awaited.filter((one) => one !== id) }));
  return wasAwaited;
}
