import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { buildOpenApi } from './build-open-api';
import { curlOf } from './curl-of';
import type { DocumentedOperation } from './open-api';

const api = buildOpenApi('http://127.0.0.1');
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  (Object.entries(methods) as ['get' | 'post', DocumentedOperation][]).map(
    ([method, operation]) => ({ path, method, operation }),
  ),
);

/** The words of a command, as a shell understands it. */
function wordsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  const env = { ...process.env, RUNLENS_URL: 'http://host', RUNLENS_API_KEY: 'k y' };
  const { stdout, status } = spawnSync('sh', ['-c', script], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

it.each(operations)('$method $path is asked by a command that a shell understands', (one) => {
  const { path, method, operation } = one;
  const [url = '', ...words] = wordsOf(curlOf(path, method, operation));
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toMatch(new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
  const required = (operation.parameters ?? []).filter((p) => p.in === 'query' && p.required);
  expect([...searchParams.keys()]).toEqual(required.map(({ name }) => name));
  expect([...searchParams.values()].every((value) => value !== '')).toBe(true);
  const needsKey = operation.security?.length !== 0;
  const isSigned = words.includes('Authorization: Bearer k y') || words.includes('k y:');
  expect(isSigned).toBe(needsKey);
  const body = words[words.indexOf('-d') + 1];
  const example = Object.values(operation.requestBody?.content ?? {})[0]?.example;
  if (words.includes('-d')) expect(JSON.parse(body ?? '')).toEqual(example);
  else expect(words.includes('-X')).toBe(method === 'post');
});

it('quotes what a shell would read', () => {
  const content = { 'application/json': { schema: {}, example: { a: `it's $HOME \`x\` "y"` } } };
  const operation: DocumentedOperation = {
    ...{ operationId: 'x', tags: ['Send'], summary: 'x', responses: {} },
    requestBody: { description: 'x', required: true, content },
  };
  const words = wordsOf(curlOf('/x', 'post', operation));
  expect(JSON.parse(words.at(-1) ?? '')).toEqual(content['application/json'].example);
});
