import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { whenAnswering } from '@/lib/answering';
import { createSaving, refusals } from '@/lib/saving';
import type { Same } from '@/lib/typing';
import { useTyped } from './useTyped';

interface Saved<T> {
  /** What it is, in the whole workspace. */
  name: string;
  /** What the server has. */
  stored: T;
  /** Answers false where not all of it can be sent yet. */
  save: (value: T) => Promise<unknown>;
  isSame?: Same<T> | undefined;
  /** Chosen with one click and saved at once, not typed. */
  isChoice?: boolean;
}

/**
 * Something that is saved as it is typed. Until the server has it, it outlives a reload, and is sent again when the
 * server is back. What comes from elsewhere meanwhile (the chat, another person) is shown as soon as nobody types here.
 */
export function useSaved<T>({ name, stored, save, isSame, isChoice = false }: Saved<T>) {
  const { typing, value, back } = useTyped(name, stored, isSame);
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  }, [save]);
  const [saving] = useState(() => createSaving(name, typing, (one) => latest.current(one), isChoice));
  useEffect(() => {
    saving.begin();
    const stop = whenAnswering(() => void saving.send());
    return () => {
      stop();
      void saving.send(); // leaving the page
    };
  }, [saving]);
  return {
    value,
    change: (next: T) => saving.change(() => next),
    flush: () => void saving.send(),
    /** What to ask where somebody else has changed it since it was typed. */
    contest: back === 'contested' ? { stored, keepMine: () => saving.change((mine) => mine), takeTheirs: typing.drop } : null,
  };
}

/** Why something is not saved whose name begins so; undefined where nothing is amiss. */
export function useRefusal(prefix: string): unknown {
  const find = () => Object.entries(refusals.get()).find(([name]) => name.startsWith(prefix))?.[1];
  return useSyncExternalStore(refusals.subscribe, find);
}
