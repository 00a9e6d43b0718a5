import { isAlike } from '@/lib/alike';
import { readStored, whenStored, writeStored } from '@/lib/storage';
import { createStore, type Store } from '@/lib/store';
import { continues, type Draft, EMPTY, isWorthKeeping, joined, restored, storable } from './draft';

/** Where one video is being prepared: its draft, and what can be done with the whole of it. */
export interface Desk {
  /** Names it in the browser's storage. */
  key: string;
  draft: Store<Draft>;
  /** The draft that was replaced by another one, until it is brought back. */
  earlier: Store<Draft | null>;
  change: (change: Partial<Draft>) => void;
  /** Put another draft in place; what was there can be brought back. */
  replace: (next: Draft) => void;
  bringBack: () => void;
  letGo: () => void;
  startAfresh: () => void;
}

const desks = new Map<string, Desk>();

/** The standalone generator kept its drafts before there were others, under names without a scope. */
export const STANDALONE = 'standalone';

/**
 * The desk of a workspace and a scope, for example one campaign. It outlives what shows it: uploads go on while one looks
 * at something else, and a reload finds what was typed. `defaults` is what a new draft begins with.
 */
export function deskOf(owner: string, scope: string, defaults: Partial<Draft> = {}): Desk {
  const key = scope === STANDALONE ? owner : `${owner}.${scope}`;
  const found = desks.get(key);
  if (found) return found;
  const made = makeDesk(key, { ...EMPTY, ...defaults });
  desks.set(key, made);
  return made;
}

function makeDesk(key: string, blank: Draft): Desk {
  const draftKey = `reelwright.draft.${key}`;
  const earlierKey = `reelwright.draft-before.${key}`;
  const draft = createStore<Draft>(restored(readStored(draftKey), blank));
  const kept = readStored(earlierKey);
  const earlier = createStore<Draft | null>(kept === null ? null : restored(kept, blank));
  keepInAllTabs(draft, earlier, draftKey, blank);
  earlier.subscribe(() => writeStored(earlierKey, earlier.get()));
  whenStored(earlierKey, (theirs) => earlier.set((now) => (theirs === null ? null : isAlike(now, theirs) ? now : restored(theirs, blank))));
  const replace = (next: Draft) => {
    const before = draft.get();
    if (isWorthKeeping(before)) earlier.set(() => storable(before));
    draft.set(() => next);
  };
  return {
    key,
    draft,
    earlier,
    change: (change) => draft.set((now) => ({ ...now, ...change })),
    replace,
    bringBack: () => {
      const before = earlier.get();
      if (!before) return;
      draft.set(() => before);
      earlier.set(() => null);
    },
    letGo: () => earlier.set(() => null),
    startAfresh: () => {
      const { model, aspectRatio, resolution } = draft.get();
      replace({ ...blank, model, aspectRatio, resolution });
    },
  };
}

/** All tabs have one draft, the last one typed. What was typed here and is not part of it can be brought back. */
function keepInAllTabs(draft: Store<Draft>, earlier: Store<Draft | null>, key: string, blank: Draft): void {
  let typedHere: Draft | null = null;
  let isTheirs = false;
  draft.subscribe(() => {
    if (isTheirs) return;
    typedHere = storable(draft.get());
    writeStored(key, typedHere);
  });
  whenStored(key, (stored) => {
    if (stored === null) return;
    const theirs = restored(stored, blank);
    if (typedHere && isWorthKeeping(typedHere) && !continues(theirs, typedHere)) {
      const mine = typedHere;
      typedHere = null;
      earlier.set(() => mine);
    }
    isTheirs = true;
    draft.set((now) => joined(theirs, now));
    isTheirs = false;
  });
}
