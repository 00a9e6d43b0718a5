import { createContext, useContext } from 'react';
import type { Connection } from '@/lib/connection';

const Context = createContext<Connection | null>(null);

export const ConnectionProvider = Context.Provider;

/** The server that this part of the page talks to. */
export function useConnection(): Connection {
  const connection = useContext(Context);
  if (!connection) throw new Error('A part of the studio stands outside of its ConnectionProvider.');
  return connection;
}
