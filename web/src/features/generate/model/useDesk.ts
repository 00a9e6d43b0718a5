import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Desk } from './desk';
import type { Draft } from './draft';

const Context = createContext<Desk | null>(null);

export const DeskProvider = Context.Provider;

/** The desk that this generator works at. */
export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('A part of the generator stands outside of its DeskProvider.');
  return desk;
}

/** The draft as it stands. */
export function useDraft(): Draft {
  const { draft } = useDesk();
  return useSyncExternalStore(draft.subscribe, draft.get, draft.get);
}
