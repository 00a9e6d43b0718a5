import { client } from '@/api/client.gen';
import { noteAnswer } from './answering';
import type { Connection } from './connection';
import { ownPath } from './media';
import { accessToken, getSession, refreshSession } from './session';

/** Points the generated client at this server and signs its requests; called once, before the first request. */
export function configureClient(): void {
  client.setConfig({ baseUrl: window.location.origin, throwOnError: true, fetch: signedFetch });
}

const AWAY = new Set([502, 503, 504]);

/** `fetch` with the sign-in's token; what could not be saved while the server was away is sent again when it answers. */
export async function signedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const answer = await signed(input, init);
    noteAnswer(!AWAY.has(answer.status));
    return answer;
  } catch (error) {
    if (error instanceof TypeError) noteAnswer(false);
    throw error;
  }
}

/** A token the server no longer takes is renewed once. */
async function signed(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const again = request.clone();
  const token = await accessToken();
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  const answer = await fetch(request);
  if (answer.status !== 401 || !token) return answer;
  const renewed = getSession()?.accessToken === token ? await refreshSession() : getSession();
  if (!renewed) return answer;
  again.headers.set('Authorization', `Bearer ${renewed.accessToken}`);
  return fetch(again);
}

/** How our own pages reach the server that served them. */
export const ownConnection: Connection = {
  client,
  baseUrl: '',
  fetch: signedFetch,
  token: accessToken,
  reach: ownPath,
  owner: () => getSession()?.workspaceId ?? null,
};
