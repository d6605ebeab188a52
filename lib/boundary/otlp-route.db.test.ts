import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { ingestLogs, ingestSpans } from '@/lib/ingest/ingest-otlp';
import { withIngest } from '@/lib/testing/with-ingest';
import { otlpRoute } from './otlp-route';

let project = 0 as ProjectId;
vi.mock('@/lib/auth/authenticate-key', () => ({
  authenticateKey: async (header: string | null) => {
    expect(header).toBe('Bearer the-key');
    return { projectId: project, name: 'test' };
  },
}));

const { newProject, onlyRow, childrenOf } = withIngest();
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

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => new Promise((closed) => server.close(closed)));

test.each(['proto', 'http'])('a program with the SDK of OpenTelemetry sends by %s', async (how) => {
  project = newProject();
  const program = fileURLToPath(new URL('../testing/otel-program.mjs', import.meta.url));
  const { port } = server.address() as AddressInfo;
  const env = {
    ...process.env,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer the-key',
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
  const headers = { 'content-type': type, authorization: 'Bearer the-key' };
  const request = new Request('http://localhost/v1/traces', { method: 'POST', headers, body });
  const answer = await routes['/v1/traces'](request, params);
  expect(answer.status).toBe(status);
  const isProtobuf = type === 'application/x-protobuf';
  expect(answer.headers.get('content-type')).toBe(isProtobuf ? type : 'application/json');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (isProtobuf) expect(Array.from(bytes.subarray(0, 3))).toEqual([8, 3, 18]);
  else expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ code: 3 });
});
