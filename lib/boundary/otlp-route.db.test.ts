import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endApiKeyByText, mintApiKey } from '@/lib/auth/mint-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { ingestLogs, ingestSpans } from '@/lib/ingest/ingest-otlp';
import { withIngest } from '@/lib/testing/with-ingest';
import { otlpRoute } from './otlp-route';

const { onlyRow, rowsOf, childrenOf } = withIngest();
const routes = {
  '/v1/traces': otlpRoute('traces', ingestSpans),
  '/v1/logs': otlpRoute('logs', ingestLogs),
};
const params = { params: Promise.resolve({}) };
const server = createServer((request, response) => void handle(request, response));

async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = incoming.url === '/v1/logs' ? routes['/v1/logs'] : routes['/v1/traces'];
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const answer = await route(new Request(`http://localhost${incoming.url}`, init), params);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

let projects = 0;
async function projectWithKey(): Promise<{ project: ProjectId; key: string }> {
  projects += 1;
  const { id: project } = await createProject(`otlp-${projects}`, 'OTLP');
  return { project, key: await mintApiKey(project, 'collector') };
}

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => new Promise((closed) => server.close(closed)));

test.each(['proto', 'http'])('a program with the SDK of OpenTelemetry sends by %s', async (how) => {
  const { project, key } = await projectWithKey();
  const program = fileURLToPath(new URL('../testing/otel-program.mjs', import.meta.url));
  const { port } = server.address() as AddressInfo;
  const env = {
    ...process.env,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer ${key}`,
    OTEL_EXPORTER_OTLP_COMPRESSION: how === 'proto' ? 'gzip' : 'none',
  };
  const child = spawn(process.execPath, [program, how], { env, stdio: 'inherit' });
  expect(await new Promise((ended) => child.once('exit', ended))).toBe(0);
  const row = await onlyRow(project);
  expect(row).toMatchObject({
    target: 'shop',
    message: 'not paid',
    step_count: 2,
    warning_count: 1,
  });
  expect(row.action_keys).toEqual(['order']);
  const steps = await childrenOf(project, 'execution_steps');
  const charge = steps.find(({ name }) => name === 'charge');
  const query = steps.find(({ name }) => name === 'query');
  expect(query.parent_seq).toBe(charge.seq);
  expect(JSON.parse(query.error_text).message).toBe('RangeError: no such card');
  const entries = await childrenOf(project, 'execution_entries');
  expect(entries.map(({ message }) => message)).toEqual(['slow', 'after']);
});

test.each([
  ['application/json', '{"resourceSpans":', 400],
  ['application/x-protobuf', '\u000a\u0005', 400],
  ['text/plain', '{}', 415],
  ['application/json', ' '.repeat(21 * 1024 * 1024), 413],
])('%s that cannot be read is answered with a status', async (type, body, status) => {
  const { key } = await projectWithKey();
  const headers = { 'content-type': type, authorization: `Bearer ${key}` };
  const request = new Request('http://localhost/v1/traces', { method: 'POST', headers, body });
  const answer = await routes['/v1/traces'](request, params);
  expect(answer.status).toBe(status);
  const isProtobuf = type === 'application/x-protobuf';
  expect(answer.headers.get('content-type')).toBe(isProtobuf ? type : 'application/json');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (isProtobuf) expect(Array.from(bytes.subarray(0, 3))).toEqual([8, 3, 18]);
  else expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ code: 3 });
});

const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/x-protobuf';
const EMPTY = { json: '{}', protobuf: '' };
const SPAN = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              name: 'order',
              startTimeUnixNano: `${Date.now() - 1_000}000000`,
              endTimeUnixNano: `${Date.now()}000000`,
            },
          ],
        },
      ],
    },
  ],
});
const post = (
  path: keyof typeof routes,
  authorization: string | null,
  type = JSON_TYPE,
  body: string = EMPTY.json,
) => {
  const headers = { 'content-type': type, ...(authorization === null ? {} : { authorization }) };
  const request = new Request(`http://localhost${path}`, { method: 'POST', headers, body });
  return routes[path](request, params);
};
const basic = (user: string, password = '') =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

test.each([
  ['/v1/traces', '{"resourceSpans":5}', 'resourceSpans is no list'],
  ['/v1/traces', '{"resourceSpans":[{},null]}', 'resourceSpans[1] is no object'],
  ['/v1/traces', '{"resourceSpans":[{"scopeSpans":{}}]}', 'scopeSpans is no list'],
  ['/v1/traces', '{"resourceSpans":[{"scopeSpans":[{"spans":"x"}]}]}', 'spans is no list'],
  ['/v1/logs', '{"resourceLogs":"x"}', 'resourceLogs is no list'],
  ['/v1/logs', '{"resourceLogs":[[]]}', 'resourceLogs[0] is no object'],
] as const)('%s refuses %s, where nothing can be found', async (path, body, message) => {
  const { key } = await projectWithKey();
  const answer = await post(path, `Bearer ${key}`, JSON_TYPE, body);
  expect([answer.status, await answer.json()]).toEqual([400, { code: 3, message }]);
});

test.each(['{}', '{"resourceSpans":null}', '{"resourceSpans":[{"scopeSpans":[{"spans":null}]}]}'])(
  '%s holds no span, and is taken',
  async (body) => {
    const { key } = await projectWithKey();
    const answer = await post('/v1/traces', `Bearer ${key}`, JSON_TYPE, body);
    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
  },
);

test('a key opens its own project, as Bearer and as the user of Basic', async () => {
  const [one, other] = [await projectWithKey(), await projectWithKey()];
  const said = [`Bearer ${one.key}`, `bearer ${one.key}`, basic(one.key), basic(one.key, 'x')];
  for (const authorization of said) {
    const answer = await post('/v1/traces', authorization, JSON_TYPE, SPAN);
    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    expect((await post('/v1/logs', authorization)).status).toBe(200);
  }
  const answer = await post('/v1/traces', `Bearer ${one.key}`, PROTOBUF_TYPE, EMPTY.protobuf);
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(answer.headers.get('content-type')).toBe(PROTOBUF_TYPE);
  expect(await onlyRow(one.project)).toMatchObject({ action_keys: ['order'] });
  expect(await rowsOf(other.project)).toEqual([]);
});

test('what was changed is a warning in the answer', async () => {
  const { key } = await projectWithKey();
  const long = SPAN.replace('"order"', JSON.stringify('x'.repeat(600)));
  const answer = await post('/v1/traces', `Bearer ${key}`, JSON_TYPE, long);
  expect(await answer.json()).toEqual({
    partialSuccess: { rejectedSpans: '0', errorMessage: expect.stringContaining('Cut from 600') },
  });
});

test('a wrong key is answered in the encoding of the request, and nothing is stored', async () => {
  const { project, key } = await projectWithKey();
  const revoked = await mintApiKey(project, 'revoked');
  await endApiKeyByText(project, revoked);
  const wrong = [
    null,
    'Bearer',
    `Bearer ${key}x`,
    `Bearer ${revoked}`,
    basic('', key),
    basic(key.slice(0, -1)),
    key,
  ];
  for (const path of ['/v1/traces', '/v1/logs'] as const) {
    for (const authorization of wrong) {
      const answer = await post(path, authorization, JSON_TYPE, SPAN);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe(JSON_TYPE);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      const status = await answer.json();
      expect(status).toEqual({ code: 16, message: expect.stringMatching(/API key/) });
    }
  }
  const answer = await post('/v1/traces', 'Bearer nothing', PROTOBUF_TYPE, EMPTY.protobuf);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([401, PROTOBUF_TYPE]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(Array.from(bytes.subarray(0, 3))).toEqual([8, 16, 18]);
  expect(await rowsOf(project)).toEqual([]);
});

test.each([
  ['forbidden', 403, 7, null],
  ['rate_limited', 429, 8, '2'],
  ['unavailable', 503, 14, '2'],
  ['timeout', 504, 4, null],
  ['unexpected', 500, 13, null],
] as const)('what is refused as %s is a status of OTLP', async (code, status, grpc, retryAfter) => {
  const { key } = await projectWithKey();
  const route = otlpRoute('traces', async () => {
    throw new AppError(code, 'Not now');
  });
  const headers = { 'content-type': JSON_TYPE, authorization: `Bearer ${key}` };
  const request = new Request('http://localhost/', { method: 'POST', headers, body: '{}' });
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const answer = await route(request, params);
  logged.mockRestore();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
  expect(await answer.json()).toEqual({ code: grpc, message: 'Not now' });
});
