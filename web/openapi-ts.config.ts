import { defineConfig } from '@hey-api/openapi-ts';

// Generated at every build and not committed: the document in docs/reference is held to the server's code by a test,
// so a copy made from it cannot be stale, and a changed contract shows as a type error.
export default defineConfig({
  input: '../docs/reference/openapi.json',
  output: { path: 'src/api', clean: true },
  logs: { level: 'warn', file: false },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true },
    '@hey-api/typescript',
    { name: '@hey-api/sdk' },
  ],
});
