// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { remoteConnection } from './remoteConnection';

afterEach(() => vi.unstubAllGlobals());

test('a token that ran out is asked for again, once', async () => {
  const sent: (string | null)[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request.headers.get('Authorization'));
    return new Response(null, { status: request.headers.get('Authorization') === 'Bearer new' ? 200 : 401 });
  });
  const tokens = ['old', 'new'];
  const { fetch } = remoteConnection('http://server', () => tokens.shift());
  expect((await fetch('http://server/api/me')).status).toBe(200);
  expect(sent).toEqual(['Bearer old', 'Bearer new']);
});

test('links are reached at the address we were given, whatever the server calls itself', () => {
  expect(remoteConnection('https://v.example.com', () => null).reach('http://localhost:3001/media/t/video.mp4?download=1')).toBe(
    'https://v.example.com/media/t/video.mp4?download=1',
  );
  expect(remoteConnection('/reelwright', () => null).reach('http://localhost:3001/media/t/a.jpg')).toBe('/reelwright/media/t/a.jpg');
});
