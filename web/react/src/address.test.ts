import { afterEach, expect, test, vi } from 'vitest';
import { serverAddress } from './address';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['http://localhost:3001', 'http://localhost:3001'],
  ['http://localhost:3001/', 'http://localhost:3001'],
  ['https://video.example.com/api', 'https://video.example.com'],
  ['/reelwright', '/reelwright'],
  ['', ''],
])('%j is %j', (given, address) => expect(serverAddress(given)).toBe(address));

test('without an address the build says it, then the page at run time, then it is the page’s own', () => {
  vi.stubEnv('NEXT_PUBLIC_API_URL', 'https://first.example.com/api');
  vi.stubEnv('NEXT_PUBLIC_API_BASE_URL', 'https://second.example.com');
  expect(serverAddress()).toBe('https://first.example.com');
  vi.stubEnv('NEXT_PUBLIC_API_URL', '');
  expect(serverAddress()).toBe('https://second.example.com');
  vi.stubEnv('NEXT_PUBLIC_API_BASE_URL', '');
  vi.stubGlobal('__ENV', { NEXT_PUBLIC_API_URL: 'https://third.example.com' });
  expect(serverAddress()).toBe('https://third.example.com');
  vi.unstubAllGlobals();
  expect(serverAddress()).toBe('');
});
