import { createClient, createConfig } from '@/api/client';
import type { Connection } from '@/lib/connection';

export type GetToken = () => string | null | undefined | Promise<string | null | undefined>;

/** How a page of anybody's reaches a server at `baseUrl`. The token is asked for at every request, and again after a 401. */
export function remoteConnection(baseUrl: string, getToken: GetToken): Omit<Connection, 'owner'> {
  const token = async () => (await getToken()) || null;
  const signed: Connection['fetch'] = async (input, init) => {
    const first = await token();
    const send = (bearer: string | null) => {
      const request = new Request(input instanceof Request ? input.clone() : input, init);
      if (bearer) request.headers.set('Authorization', `Bearer ${bearer}`);
      return fetch(request);
    };
    const answer = await send(first);
    if (answer.status !== 401) return answer;
    const next = await token(); // it may have run out meanwhile, and the page may have a newer one by now
    return next && next !== first ? send(next) : answer;
  };
  const reach = (link: string) => {
    const { pathname, search } = new URL(link, window.location.origin);
    return baseUrl + pathname + search;
  };
  const client = createClient(createConfig({ baseUrl: baseUrl || window.location.origin, throwOnError: true, fetch: signed }));
  return { client, baseUrl, fetch: signed, token, reach };
}
