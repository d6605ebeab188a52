import fc from 'fast-check';
import type { OpenApi } from '@/lib/openapi/open-api';
import { type AnyQuestion, arbitraryQuestion } from '@/lib/testing/arbitrary-question';
import { documentedAnswers } from '@/lib/testing/documented-answers';
import { expect, test } from './fixtures';
import { ago, MINUTE_MS, type Room } from './room';

/** Requests to each operation; more of them, and others, when somebody looks for failures. */
const REQUESTS = Number(process.env.RUNLENS_FUZZ_REQUESTS ?? 12);
const SEED = Number(process.env.RUNLENS_FUZZ_SEED ?? 1);

test.describe.configure({ timeout: 120_000 + REQUESTS * 10_000 });

let room: Room;

const RUN = {
  ...{ event: 'UPDATE', target: 'PART', status: 'failed', created_at: ago(MINUTE_MS) },
  ...{ actions: [{ key: 'fuzzed' }], code: 'print(1)', context: { a: 1 }, attributes: { a: [1] } },
  steps: [{ seq: 1, name: 'one', input: {}, output: null }],
  entries: [{ seq: 1, level: 'error', message: 'no', data: { a: 1 } }],
};

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Api fuzz');
});

test('whatever is asked, the answer is one that the document has', async () => {
  const ids = await room.send([
    { ...RUN, id: 'fuzz-1' },
    { ...RUN, id: 'fuzz 2/é' },
    { ...RUN, id: 'fuzz-3', status: 'success' },
  ]);
  const api = (await (await fetch(`${room.url}/api/openapi.json`)).json()) as OpenApi;
  const problemOf = documentedAnswers(api);
  const known = {
    ids: [...ids, 'fuzz-1', 'fuzz 2/é'],
    query: { projectId: room.project, flowId: 'fuzzed' },
  };
  const statuses = new Set<number>();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const question = arbitraryQuestion(api, path, operation, known);
      await fc.assert(
        fc.asyncProperty(question, async (asked) => {
          const answer = await ask(method, asked);
          statuses.add(answer.status);
          const what = `${method} ${asked.url}: ${answer.text.slice(0, 500)}`;
          expect(answer.status, what).toBeLessThan(500);
          expect(problemOf(method as 'get' | 'post', path, answer), what).toBeNull();
        }),
        { numRuns: REQUESTS, seed: SEED },
      );
    }
  }
  // Some of it was understood, and some was not.
  expect([...statuses].toSorted()).toEqual(expect.arrayContaining([200, 400, 404]));
});

test('what is no operation is refused in the form of the others', async () => {
  const refusals = [
    ['GET', '/api/v1/nothing', 404],
    ['POST', '/api/v1/executions/x/nothing', 404],
    ['POST', '/v1/metrics', 404],
    ['DELETE', '/api/v1/executions/x', 405],
    ['PUT', '/api/v1/executions', 405],
    ['GET', '/v1/traces', 405],
    ['POST', '/logs', 405],
    ['GET', '/api/v1/executions/%zz', 400],
  ] as const;
  for (const [method, path, status] of refusals) {
    const headers = { authorization: `Bearer ${room.key}` };
    const answer = await fetch(room.url + path, { method, headers });
    expect(answer.headers.get('content-type'), path).toBe('application/problem+json');
    expect(await answer.json(), path).toMatchObject({ status });
    expect(answer.status, path).toBe(status);
    expect(answer.headers.has('allow'), path).toBe(status === 405);
  }
});

/** Asks, and of what does not end by itself reads only the beginning. */
async function ask(method: string, { url, headers, body }: AnyQuestion) {
  const response = await fetch(`${room.url}${url}`, {
    method: method.toUpperCase(),
    headers: { ...headers, authorization: `Bearer ${room.key}` },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
  const mediaType = response.headers.get('content-type')?.split(';', 1)[0] ?? '';
  if (mediaType !== 'text/event-stream') {
    return {
      status: response.status,
      mediaType,
      headers: response.headers,
      text: await response.text(),
    };
  }
  const reader = response.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  return { status: response.status, mediaType, headers: response.headers, text: first };
}
