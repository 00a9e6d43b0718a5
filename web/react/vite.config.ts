import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import ts from 'typescript';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const TYPED = ['npm.ts', 'types.ts', 'result.ts', 'VideoGenerationWithReferences.tsx'];

/** What only a document's own style sheet can do, said so that it also holds in a shadow tree. */
export function forShadowTree(css: string): string {
  return css
    // `rem` is the host page's font size. Not in a class's name, where a bracket is escaped after it.
    .replace(/(?<![\\\w.])(\d*\.?\d+)rem(?![\w\\])/g, (_, size: string) => `${Number(size) * 16}px`)
    .replaceAll(/(:root|html),\s*:host\b/g, '.reelwright')
    .replaceAll(/:root(:not\(\[[^\]]*\]\)|\[[^\]]*\])?/g, '.reelwright$1')
    .replace(/@supports[^{]*-webkit-hyphens[^{]*\{/g, '@supports (color: red) {'); // Tailwind's fallback for @property
}

function shadowStyles(): Plugin {
  return {
    name: 'shadow-styles',
    enforce: 'pre', // after Tailwind, which is listed first
    transform: (code, id) => (id.includes('widget.css') ? { code: forShadowTree(code), map: null } : null),
  };
}

/** The declarations of what is public: these files name no type that is not in one of them. */
function declarations(): Plugin {
  return {
    name: 'declarations',
    apply: 'build',
    async generateBundle() {
      for (const file of TYPED) {
        const source = await readFile(path(`./src/${file}`), 'utf8');
        const { outputText } = ts.transpileDeclaration(source, { fileName: file, compilerOptions: { jsx: ts.JsxEmit.ReactJSX } });
        const text = outputText.replaceAll(/from '(\.\/\w+)'/g, "from '$1.js'"); // as Node's own resolution wants it
        const name = basename(file).replace(/\.tsx?$/, '').replace(/^npm$/, 'index');
        this.emitFile({ type: 'asset', fileName: `${name}.d.ts`, source: text });
      }
    },
  };
}

export default defineConfig({
  root: path('.'),
  plugins: [tailwindcss(), shadowStyles(), react(), declarations()],
  resolve: { alias: { '@': path('../src') } },
  build: {
    lib: { entry: path('./src/npm.ts'), formats: ['es'], fileName: 'index' },
    outDir: path('./dist'),
    emptyOutDir: true,
    minify: true,
    rollupOptions: {
      external: ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime'],
      output: { banner: (chunk) => (chunk.isEntry ? "'use client';" : '') },
    },
  },
});
