import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { insertWorker } from '@/lib/db/runs/worker-record';
import { askApi } from '@/lib/testing/ask-api';
import { documentedAnswers, type GivenAnswer, readAnswer } from '@/lib/testing/documented-answers';
import { withRuns } from '@/lib/testing/with-runs';
import { buildOpenApi } from './build-open-api';
import { OPERATIONS } from './operations';

const { send, setRunner } = withRuns();
const api = buildOpenApi('http://127.0.0.1');
const problemOf = documentedAnswers(api);

/** `id status` of every answer that was held against the document. */
const seen = new Set<string>();
let key: string;

const now = Date.now();
const at = (second: number) => new Date(now - 60_000 + second * 1_000).toISOString();
const PLAIN = { created_at: at(0), event: 'UPDATE', target: 'PART', status: 'success' };
const RICH = {
  ...PLAIN,
  ...{ id: 'rich', status: 'failed', started_at: at(0), finished_at: at(1), attempt: 2 },
  ...{ target_record_id: 34, request_id: 'r-1', triggered_by: 'ana', environment: 'test' },
  actions: [{ key: 'flow', name: 'Flow' }, 'other'],
  raised_action: 'flow',
  validation_message: 'x'.repeat(1_200),
  ...{ trigger: { kind: 'manual', hash: 'h' }, language: 'python', code: 'print(context["id"])' },
  context: { id: 34 },
  output: { stdout: '34\n', stderr: '', exit_code: 0, outcome: 'ok', python: '3.11.7' },
  attributes: { connector_key: 'workday', status_code: 500, is_background: true },
  further: [1],
  steps: [
    { seq: 1, name: 'Read', connector: 'http', status: 'success', started_at: at(0), input: {} },
    { seq: 2, parent_seq: 1, status: 'skipped', duration_ms: 0.5, error: 'no', process_count: 3 },
  ],
  entries: [
    { seq: 1, level: 'warn', event: 'e', message: 'm', data: { a: 1 }, occurred_at: at(0) },
    { seq: 2, level: 'error', worker_id: 'w', attempt: 1 },
  ],
};
/** What is no strict JSON anywhere that a producer's own text is repeated. */
const LOOSE = `{"id": "loose", "created_at": "${at(2)}", "event": "E", "target": "T", "status": "running",
  "actions": [{"key": "flow", "x": NaN}], "trigger": {"x": Infinity}, "attributes": {"x": -Infinity},
  "context": [NaN], "steps": [{"seq": 4294967, "input": NaN, "output": [NaN], "error": {"x": NaN}}],
  "entries": [{"seq": 7, "data": NaN, "further": NaN}]}`;

beforeAll(async () => {
  const { id: project } = await createProject('documented', 'Documented');
  key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  await setRunner(project, { executor: 'webhook', webhook_url: 'https://example.com/hook' });
  const { rejected } = await send(project, { ...PLAIN, id: 'warm-up' });
  expect(rejected).toEqual([]);
});

type Question = Parameters<typeof askApi>[2];

/** Asks, holds the answer against the document, and gives it. */
async function ask(id: string, status: number, question?: Question, with_ = key) {
  const operation = OPERATIONS.find((one) => one.id === id);
  const answer = await readAnswer(await askApi(id, with_, question));
  expect(answer.status, `${id}: ${answer.text.slice(0, 300)}`).toBe(status);
  if (operation) expect(problemOf(operation.method, operation.path, answer), id).toBeNull();
  seen.add(`${id} ${status}`);
  return answer;
}

/** Once as nobody who has it, and once as somebody who has; gives the text. */
async function askTwice(id: string, question: Question = {}): Promise<string> {
  const { text, headers } = await ask(id, 200, question);
  const tag = headers.get('etag') ?? '';
  const again = { ...question, headers: { 'if-none-match': `"other", ${tag}` } };
  const known = await ask(id, 304, again);
  expect(known.headers.get('etag')).toBe(tag);
  await ask(id, 200, { ...question, headers: { 'if-none-match': '"other"' } });
  return text;
}

/** The ids or seqs of all pages of a list, by their links. */
async function follow(id: string, params: Record<string, string>, query: Record<string, string>) {
  const found: unknown[] = [];
  let at: Record<string, string> | null = query;
  while (at) {
    const { text, headers } = await ask(id, 200, { params, query: at });
    const { items, next } = JSON.parse(text);
    found.push(...items.map((one: { id?: string; seq?: number }) => one.id ?? one.seq));
    const link = /^<(http[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    expect(link === undefined).toBe(next === null);
    at = link === undefined ? null : Object.fromEntries(new URL(link).searchParams);
  }
  return found;
}

const json = ({ text }: GivenAnswer) => JSON.parse(text);
const NO_SUCH = { params: { id: 'nobody', actionRunId: 'nobody' } };
const flow = { projectId: 'documented', flowId: 'flow' };

it('takes what the document says that it takes', async () => {
  expect(json(await ask('sendExecutions', 200, { body: RICH }))).toMatchObject({ accepted: 1 });
  expect(json(await ask('sendExecutions', 200, { body: LOOSE }))).toMatchObject({ accepted: 1 });
  const examples = ['sendExecutions', 'appendSteps', 'appendEntries'] as const;
  for (const id of examples) {
    const { body } = OPERATIONS.find((one) => one.id === id) ?? {};
    const sent = json(await ask(id, 200, { params: { id: 'loose' }, body: body?.example }));
    expect(sent).toMatchObject({ accepted: 1, rejected: [], altered: [] });
    expect(json(await ask(id, 422, { params: { id: 'loose' }, body: [7] })).rejected).toHaveLength(
      1,
    );
    const headers = { 'content-encoding': 'br' };
    await ask(id, 400, { params: { id: 'loose' }, body: '{}', headers });
    await ask(id, 413, {
      params: { id: 'loose' },
      body: '{"event":""}\n'.repeat(10_001),
    });
  }
  await ask('exportTraces', 200, { body: { resourceSpans: [] } });
  await ask('exportTraces', 200, {
    body: { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'x' }] }] }] },
  });
  await ask('exportLogs', 200, { body: { resourceLogs: [] } });
  for (const id of ['exportTraces', 'exportLogs']) {
    await ask(id, 400, { body: '{' });
    await ask(id, 415, { body: '{}', headers: { 'content-type': 'text/plain' } });
    await ask(id, 413, { body: ' '.repeat(21 * 1024 * 1024) });
  }
});

it('finds as the document says', async () => {
  const list = json(await ask('listExecutions', 200, { query: { limit: '2' } }));
  expect(list.items).toHaveLength(2);
  expect(list.next).not.toBeNull();
  await ask('listExecutions', 200, { query: { cursor: list.next, status: 'failed,success' } });
  await ask('listExecutions', 400, { query: { q: '(' } });
  const { text } = await ask('exportExecutions', 200, { query: { q: 'status:failed' } });
  expect(text).toContain('"end":true');
  const [first, second] = (await ask('exportExecutions', 200)).text.split('\n');
  const cursor = JSON.parse(first ?? '').id;
  const rest = await ask('exportExecutions', 200, { query: { cursor } });
  expect(rest.text.split('\n')[0]).toBe(second);
  await ask('exportExecutions', 200, { query: { format: 'csv' } });
  await ask('exportExecutions', 400, { query: { format: 'xml' } });
  const zip = await ask('downloadBundles', 200, { body: { q: 'status:failed' } });
  expect(zip.text).toMatch(/^PK/);
  await ask('downloadBundles', 200, { body: { ids: ['rich', 'loose'] } });
  await ask('downloadBundles', 404, { body: { ids: ['rich', 'nobody'] } });
  await ask('downloadBundles', 404, { body: { target: 'NOTHING' } });
  await ask('downloadBundles', 400, { body: { ids: [] } });
  await ask('downloadBundles', 413, { body: ' '.repeat(5 * 1024 * 1024) });
  const all = await follow('listExecutions', {}, { q: 'target:PART', limit: '1' });
  expect(all).toHaveLength(3);
  expect(new Set(all).size).toBe(3);
  await ask('streamExecutions', 400, { query: { order: 'oldest' } });
});

it('reads as the document says', async () => {
  for (const id of ['rich', 'loose']) {
    const params = { id, actionRunId: id };
    await ask('getExecution', 200, { params });
    await ask('listSteps', 200, { params, query: { limit: '1' } });
    await ask('listEntries', 200, { params, query: { level: 'info', after: '-1' } });
    await ask('listAttempts', 200, { params });
    await ask('getVerdict', 200, { params });
    await ask('listRunLogs', 200, { params });
    await ask('getActionLog', 200, { params });
  }
  const params = { id: 'rich' };
  expect(await askTwice('getExecutionCode', { params })).toBe(RICH.code);
  expect(await askTwice('getExecutionContext', { params })).toBe('{"id":34}');
  expect(await askTwice('getExecutionOutput', { params })).toBe(JSON.stringify(RICH.output));
  expect(await askTwice('getExecutionBundle', { params })).toContain('print(context');
  expect((await ask('streamEntries', 200, { params })).text).toContain('event: end');
  expect((await ask('streamRunLogs', 200, { params })).text).toContain('event: end');
  expect(await follow('listSteps', params, { limit: '1' })).toEqual([1, 2]);
  expect(await follow('listEntries', params, { limit: '1', level: 'warning' })).toEqual([1, 2]);
  await ask('listSteps', 400, { params, query: { limit: '0' } });
  await ask('listEntries', 400, { params, query: { level: 'loud' } });
  await ask('streamEntries', 400, { params, query: { q: 'x'.repeat(501) } });
  await ask('listRunLogs', 400, { params, query: { level: 'debug' } });
  await ask('streamRunLogs', 400, { params, query: { level: 'debug' } });
});

it('answers in the shapes of other systems as the document says', async () => {
  for (const log_type of ['1', '2', '3']) {
    const page = json(await ask('listFlowLogs', 200, { query: { ...flow, log_type } }));
    const query = { ...flow, id: page.results[0].id };
    await ask('downloadFlowLog', 200, { query });
  }
  await ask('listFlowLogs', 400, { query: flow });
  await ask('listFlowLogs', 404, { query: { ...flow, flowId: 'none', log_type: '1' } });
  await ask('downloadFlowLog', 400, { query: flow });
  await ask('downloadFlowLog', 400, { query: { ...flow, id: 'none' } });
});

it('reruns as the document says', async () => {
  const report = { python: '3.11.7', implementation: 'cpython', masked: false, differences: [] };
  const bundle = { outcome: 'same', bundle_sha256: 'f'.repeat(64), ...report };
  const params = { id: 'rich' };
  await ask('reportVerdict', 409, { params, body: bundle });
  await ask('reportVerdict', 400, { params, body: { ...bundle, outcome: 'fine' } });
  await ask('reportVerdict', 413, { params, body: ' '.repeat(5 * 1024 * 1024) });
  const bundleText = (await ask('getExecutionBundle', 200, { params })).text;
  const { bundleSha256 } = await import('@/lib/bundle/bundle-sha256');
  const own = { ...bundle, bundle_sha256: bundleSha256(bundleText) };
  expect(json(await ask('reportVerdict', 200, { params, body: own }))).toMatchObject({
    verdict: 'verified',
  });
  expect(json(await ask('getVerdict', 200, { params }))).toMatchObject({ reported_by: 'k' });
  await ask('cancelRun', 409, { params });
  await ask('retryExecution', 400, { params, body: { code: 'newest' } });
  await ask('retryExecution', 413, { params, body: ' '.repeat(22 * 1024 * 1024) });
  await ask('retryExecution', 409, { params: { id: 'loose' } });
  // Seen a moment ago: of one that says nothing for long nobody expects anything.
  const able = { problem: null, python: '3.11.7' };
  const worker = { id: 'w1', place: 'here', pid: 1, pidStarted: '1' };
  await insertWorker(worker, { sandbox: able, webhook: able });
  const wish = { params, headers: { 'idempotency-key': 'one' } };
  expect(json(await ask('retryExecution', 202, wish))).toMatchObject({ repeated: false });
  expect(json(await ask('retryExecution', 202, wish))).toMatchObject({ repeated: true });
  await readsEarlierAttempt(params);
  await ask('pauseRun', 200, { params });
  await ask('resumeRun', 200, { params });
  await ask('cancelRun', 200, { params });
  await ask('pauseRun', 409, { params });
  await ask('resumeRun', 409, { params });
});

/** The retry is the third attempt; what was sent is the second. */
async function readsEarlierAttempt(params: { id: string }): Promise<void> {
  const texts = ['getExecutionCode', 'getExecutionContext', 'getExecutionOutput', 'listSteps'];
  expect(json(await ask('listSteps', 200, { params })).items).toEqual([]);
  const [whole] = json(await ask('listSteps', 200, { params, query: { attempt: '2' } })).items;
  expect(whole).toMatchObject({ seq: 1, name: 'Read', connector: 'http', input: {} });
  expect(await follow('listSteps', params, { attempt: '2', limit: '1' })).toEqual([1, 2]);
  expect(await follow('listSteps', params, { attempt: '3' })).toEqual([]);
  const query = { attempt: '2' };
  expect(await askTwice('getExecutionOutput', { params, query })).toBe(JSON.stringify(RICH.output));
  expect(await askTwice('getExecutionCode', { params, query })).toBe(RICH.code);
  expect(await askTwice('getExecutionContext', { params, query })).toBe('{"id":34}');
  await ask('getExecutionBundle', 409, { params, query });
  expect(
    (await ask('getExecutionBundle', 200, { params, query: { attempt: '3' } })).text,
  ).toContain(RICH.code);
  for (const id of [...texts, 'getExecutionBundle']) {
    await ask(id, 404, { params, query: { attempt: '1' } });
    for (const attempt of ['0', 'x', '1.5', '32768']) {
      await ask(id, 400, { params, query: { attempt } });
    }
  }
}

it('serves as the document says', async () => {
  await ask('getHealth', 200);
  await ask('getReadiness', 200);
  const metrics = await ask('getMetrics', 200);
  expect(metrics.text).toMatch(/^runlens_http_requests_total\{method="GET",status="200"\} \d+$/m);
  expect(metrics.text).toMatch(/^runlens_runs\{state="pending"\} 0$/m);
  expect(JSON.parse(await askTwice('getOpenApi')).paths).toEqual(
    JSON.parse(JSON.stringify(api.paths)),
  );
});

it('streams a list as the document says', async () => {
  const leaving = new AbortController();
  const response = await askApi('streamExecutions', key, { signal: leaving.signal });
  const reader = response.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  expect(first).toMatch(/^retry: \d+\n/);
  leaving.abort();
  await reader?.cancel();
  const mediaType = 'text/event-stream';
  const answer = { status: response.status, mediaType, headers: response.headers, text: first };
  expect(problemOf('get', '/api/v1/executions/stream', answer)).toBeNull();
  seen.add('streamExecutions 200');
});

it.each(OPERATIONS.filter(({ key: needsKey }) => needsKey))(
  '$id refuses whoever has no key, and knows no execution of others',
  async ({ id, path, body }) => {
    await ask(id, 401, { ...NO_SUCH, body: body?.example }, '');
    if (path.includes('{')) await ask(id, 404, { ...NO_SUCH, body: body?.example });
  },
);

/** Refusals that only a failure, a full queue or another moment brings about. */
const RARE = /^(429|5\d\d)$/;
/** Retries go on to the worker of another system at once, or are done where they wait. */
const ELSEWHERE = ['cancelRun 202', 'pauseRun 202', 'resumeRun 202'];

afterAll(() => {
  const documented = Object.values(api.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId, responses }) =>
      Object.keys(responses)
        .filter((status) => !RARE.test(status))
        .map((status) => `${operationId} ${status}`),
    ),
  );
  expect(documented.filter((one) => !seen.has(one) && !ELSEWHERE.includes(one))).toEqual([]);
});
