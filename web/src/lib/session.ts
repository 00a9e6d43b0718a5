import type { TokensDto } from '@/api';
import { readStored, removeStored, writeStored } from './storage';

/** The sign-in of this browser, shared by its tabs. */
export interface Session {
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  workspaceId: string;
  personId: string;
  role: TokensDto['role'];
}

const KEY = 'reelwright.session';
const EARLY_MS = 30_000;
const listeners = new Set<() => void>();
let current: Session | null = readStored<Session>(KEY);
let refreshing: Promise<Session | null> | null = null;

window.addEventListener('storage', (event) => {
  if (event.key === KEY || event.key === null) adopt(readStored<Session>(KEY));
});

export function getSession(): Session | null {
  return current;
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startSession(tokens: TokensDto): void {
  const session: Session = {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    expiresAt: Date.now() + tokens.expiresInSeconds * 1000,
    workspaceId: tokens.workspaceId,
    personId: tokens.personId,
    role: tokens.role,
  };
  writeStored(KEY, session);
  adopt(session);
}

export function endSession(): void {
  removeStored(KEY);
  adopt(null);
}

/** A token that works for the next half minute; null when nobody is signed in. Rejects where the server is away. */
export async function accessToken(): Promise<string | null> {
  if (current && current.expiresAt - Date.now() < EARLY_MS) await refreshSession();
  return current?.accessToken ?? null;
}

/** The next pair of tokens. One request at a time over all tabs: a refresh token used twice ends the sign-in. */
export function refreshSession(): Promise<Session | null> {
  refreshing ??= inTurn(renew).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function renew(): Promise<Session | null> {
  const stored = readStored<Session>(KEY);
  const isRenewedElsewhere = stored && stored.refreshToken !== current?.refreshToken;
  if (!stored || isRenewedElsewhere) {
    adopt(stored);
    return stored;
  }
  const answer = await fetch('/api/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken: stored.refreshToken }),
  });
  if (answer.ok) startSession((await answer.json()) as TokensDto);
  else if (answer.status === 401 || answer.status === 422) endSession();
  else throw new TypeError(`the sign-in could not be renewed (${answer.status})`);
  return current;
}

/** Web Locks exist on https and localhost only; over plain http on a network, each tab is on its own. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? (locks.request('reelwright.refresh', work) as Promise<T>) : work();
}

function adopt(session: Session | null): void {
  current = session;
  for (const listener of listeners) listener();
}
