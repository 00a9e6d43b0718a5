import { getSession, subscribeSession } from '@/lib/session';
import { readStored, writeStored } from '@/lib/storage';
import { createStore } from '@/lib/store';
import { type Draft, EMPTY, isWorthKeeping, restored, storable } from './draft';

const keyOf = (workspaceId: string) => `reelwright.draft.${workspaceId}`;
const earlierKeyOf = (workspaceId: string) => `reelwright.draft-before.${workspaceId}`;

let workspaceId = getSession()?.workspaceId ?? '';

/** The draft of this workspace. Outside of the page, so that uploads go on while one looks at something else. */
export const draftStore = createStore<Draft>(restored(readStored(keyOf(workspaceId))));
/** The draft that was replaced by another one, until it is brought back. */
export const earlierStore = createStore<Draft | null>(readStored<Draft>(earlierKeyOf(workspaceId)));

draftStore.subscribe(() => writeStored(keyOf(workspaceId), storable(draftStore.get())));
earlierStore.subscribe(() => writeStored(earlierKeyOf(workspaceId), earlierStore.get()));

subscribeSession(() => {
  const now = getSession()?.workspaceId;
  if (!now || now === workspaceId) return;
  workspaceId = now;
  draftStore.set(() => restored(readStored(keyOf(now))));
  earlierStore.set(() => readStored<Draft>(earlierKeyOf(now)));
});

export function changeDraft(change: Partial<Draft>): void {
  draftStore.set((draft) => ({ ...draft, ...change }));
}

/** Put another draft in place; what was there can be brought back. */
export function replaceDraft(next: Draft): void {
  const before = draftStore.get();
  if (isWorthKeeping(before)) earlierStore.set(() => storable(before));
  draftStore.set(() => next);
}

export function bringBack(): void {
  const earlier = earlierStore.get();
  if (!earlier) return;
  draftStore.set(() => restored(earlier));
  earlierStore.set(() => null);
}

export function startAfresh(): void {
  const { model, aspectRatio, resolution } = draftStore.get();
  replaceDraft({ ...EMPTY, model, aspectRatio, resolution });
}
