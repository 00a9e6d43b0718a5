import type { Client } from '@/api/client';

/**
 * How a part of the studio reaches its server. Our own pages and a stranger's differ in nothing else: where the server
 * is, who asks, and how one of its links is reached from here.
 */
export interface Connection {
  client: Client;
  /** Where the server is, without a slash at the end; empty on its own pages. */
  baseUrl: string;
  /** `fetch` with the caller's token. */
  fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  token: () => Promise<string | null>;
  /** A link of the server's media, as this page reaches it. */
  reach: (link: string) => string;
  /** Whose drafts these are; null while nobody is known. */
  owner: () => string | null;
}
