import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A page that uses the built package, as a stranger would. */
export default defineConfig({
  root: path('.'),
  plugins: [react()],
  resolve: { alias: { '@reelwright/react': path('../dist/index.js') } },
  build: { outDir: path('../dist-demo'), emptyOutDir: true },
  server: { port: 5174 },
  preview: { port: 5174 },
});
