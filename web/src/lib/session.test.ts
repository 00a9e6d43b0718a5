// @vitest-environment jsdom
import type { TokensDto } from '@/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessToken, endSession, getSession, refreshSession, startSession } from './session';

const tokens = (n: number, seconds = 900): TokensDto => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  tokenType: 'Bearer',
  expiresInSeconds: seconds,
  workspaceId: 'ws_1',
  personId: 'per_1',
  role: 'owner',
});
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

beforeEach(() => startSession(tokens(1)));
afterEach(() => {
  endSession();
  vi.unstubAllGlobals();
});

test('a token about to run out is renewed once, however many ask for it', async () => {
  startSession(tokens(1, 5));
  const fetched = vi.fn(async () => answer(200, tokens(2)));
  vi.stubGlobal('fetch', fetched);
  expect(await Promise.all([accessToken(), accessToken(), accessToken()])).toEqual(['access-2', 'access-2', 'access-2']);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('a pair that another tab has brought is taken; the old refresh token is never used twice', async () => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  localStorage.setItem('reelwright.session', JSON.stringify({ ...getSession(), accessToken: 'theirs', refreshToken: 'refresh-9' }));
  await refreshSession();
  expect(getSession()?.accessToken).toBe('theirs');
  expect(fetched).not.toHaveBeenCalled();
});

test('a server that is away does not sign anybody out, one that refuses does', async () => {
  vi.stubGlobal('fetch', async () => answer(503, {}));
  await expect(refreshSession()).rejects.toThrow('503');
  expect(getSession()).not.toBeNull();
  vi.stubGlobal('fetch', async () => answer(401, {}));
  await refreshSession();
  expect(getSession()).toBeNull();
});
