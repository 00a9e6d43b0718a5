import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const API = process.env.REELWRIGHT_URL ?? 'http://localhost:3001';
const TEXT = /\.(js|css|svg|html)$/;

/**
 * Writes .br and .gz beside every text file, so that the server only chooses and never compresses. From the files as
 * they are on the disk: until then other plugins still change them.
 */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => TEXT.test(name))) {
        const path = join(dir, fileName);
        const source = await readFile(path);
        if (source.length < 1024) continue;
        await writeFile(`${path}.br`, brotliCompressSync(source));
        await writeFile(`${path}.gz`, gzipSync(source, { level: 9 }));
      }
    },
  };
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss(), compressed()],
  resolve: {
    alias: [
      { find: '@', replacement: path('./src') },
      { find: '@reelwright/react', replacement: path('./react/src/index.ts') },
      // Vite takes a package named like a folder beside this file, `react/`, for that folder.
      { find: /^react$/, replacement: path('./node_modules/react/index.js') },
    ],
  },
  build: { outDir: '../src/reelwright/app/static', emptyOutDir: true, reportCompressedSize: true },
  server: { proxy: { '/api': API, '/media': API } },
  test: { environment: 'node', pool: 'threads', include: ['{src,react/src}/**/*.test.{ts,tsx}'], restoreMocks: true },
});
