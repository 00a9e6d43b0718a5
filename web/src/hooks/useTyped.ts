import { useEffect, useState, useSyncExternalStore } from 'react';
import { createTyping, type Same } from '@/lib/typing';

/** What is typed for something the server keeps, over reloads until it is kept there. `name` says what, in the whole workspace. */
export function useTyped<T>(name: string, stored: T, isSame?: Same<T>) {
  const [typing] = useState(() => createTyping(name, stored, isSame));
  const { value, back } = useSyncExternalStore(typing.subscribe, typing.get);
  useEffect(() => typing.hear(stored), [typing, stored]);
  return { typing, value, back };
}
