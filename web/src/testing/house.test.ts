import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const LONGEST = 250;

const filesIn = (folder: string) =>
  readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('api/'))
    .map((name) => ({ name, text: readFileSync(join(process.cwd(), folder, name), 'utf8') }));
/** The embeddable component puts features together, as the application does. */
const embedded = filesIn('react/src').map(({ name, text }) => ({ name: `react/${name}`, text }));
const files = [...filesIn('src'), ...embedded];
const isTest = (name: string) => name.includes('.test.');
const importsOf = (text: string) => [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map((found) => found[1] ?? found[2] ?? '');

test('features never import each other, and what is shared imports no feature', () => {
  const wrong = files.flatMap(({ name, text }) => {
    if (name.startsWith('app/') || name.startsWith('react/') || isTest(name)) return [];
    const own = /^features\/\w+\//.exec(name)?.[0];
    return importsOf(text)
      .filter((path) => path.startsWith('@/features/') && !(own && path.startsWith(`@/${own}`)))
      .concat(own ? importsOf(text).filter((path) => path.startsWith('.') && !relative(own, join(name, '..', path)).match(/^(?!\.\.)/)) : [])
      .map((path) => `${name} imports ${path}`);
  });
  expect(wrong).toEqual([]);
});

test('nothing but the application imports the application', () => {
  const outside = files.filter(({ name }) => !name.startsWith('app/') && name !== 'main.tsx');
  expect(outside.filter(({ text }) => importsOf(text).some((path) => path.startsWith('@/app/'))).map(({ name }) => name)).toEqual([]);
});

test('a request is made in a file of its own', () => {
  const callers = files.filter(({ name }) => /^features\/\w+\/(components|model)\//.test(name) && !isTest(name));
  const calls = callers.filter(({ text }) => /^import \{[^}]*\b[a-z]\w+[^}]*\} from '@\/api'/m.test(text.replace(/\btype \w+/g, '')));
  expect(calls.map(({ name }) => name)).toEqual([]);
});

test('a file stays within a sitting', () => {
  expect(files.filter(({ text }) => text.split('\n').length > LONGEST).map(({ name }) => name)).toEqual([]);
});
