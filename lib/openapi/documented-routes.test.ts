import { expect, it } from 'vitest';
import { readSources } from '@/lib/testing/read-sources';
import { OPERATIONS } from './operations';

/** Routes that are no API: most let in by a cookie whoever signed in, and change as the pages do. */
const NO_API = [
  // Where the API has nothing.
  /\[\[\.\.\.rest\]\]/,
  // What the pages of a project fetch and download.
  /^app\/p\//,
  // Python for the browser, for pages alone.
  /^app\/pyodide\//,
  // A link for people, which sets the cookie.
  /^app\/sign-in\//,
];

const sources = readSources();
const METHOD = /export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g;

/** `get /api/v1/executions/{id}` of every method of every route file. */
function builtOperations(): string[] {
  return sources
    .filter(({ path }) => /^app\/.*\broute\.ts$/.test(path))
    .filter(({ path }) => !NO_API.some((pattern) => pattern.test(path)))
    .flatMap(({ path, text }) => {
      const url = path.slice('app'.length, -'/route.ts'.length).replaceAll(/\[(\w+)\]/g, '{$1}');
      const methods = Array.from(text.matchAll(METHOD), ([, method = '']) => method);
      expect(methods, `${path} exports no method that this test sees`).not.toEqual([]);
      return methods.map((method) => `${method.toLowerCase()} ${url}`);
    });
}

it('documents every route and every method, and nothing that there is not', () => {
  const documented = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
  expect(documented.toSorted()).toEqual(builtOperations().toSorted());
});

it('names every operation once, as clients name functions', () => {
  const ids = OPERATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
});

it('says which routes are no API only where there are such routes', () => {
  const paths = sources.map(({ path }) => path);
  for (const pattern of NO_API) expect(paths.some((path) => pattern.test(path))).toBe(true);
});
