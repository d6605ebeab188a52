import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
} from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { CLOSED_URLS } from '@/lib/testing/closed-urls';
import type { RunControl, RunJob } from '../executor';
import { resolveName } from './connect-guarded';
import { ipRange } from './ip-range';
import { createWebhookExecutor, type WebhookOptions } from './webhook-executor';

/** Open for these tests, as an administrator would open the office's network. */
const OPEN = '127.0.0.2';
const SECRETS = ['whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0', 'whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0'];

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

let receiver: Server;
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let received: Received[] = [];
let port = 0;
/** On addresses that are closed, at the same port: they must see nobody. */
const bystanders: TcpServer[] = [];
let visits = 0;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    answer(response, request);
  });
  receiver.listen(0, OPEN);
  await once(receiver, 'listening');
  port = (receiver.address() as AddressInfo).port;
  for (const host of ['127.0.0.1', '::1']) {
    const bystander = createTcpServer((socket) => {
      visits += 1;
      socket.destroy();
    });
    bystander.listen(port, host);
    await once(bystander, 'listening');
    bystanders.push(bystander);
  }
});

afterAll(() => {
  receiver.closeAllConnections();
  for (const server of [receiver, ...bystanders]) server.close();
});

beforeEach(() => {
  received = [];
  answer = (response) => response.writeHead(202).end();
});

afterEach(() => {
  expect(visits).toBe(0);
});

const job: RunJob = {
  projectId: 1 as ProjectId,
  executionId: '01890000-0000-7000-8000-000000000001',
  attempt: 2,
  actionKey: 'check_part',
  idempotencyKey: '01890000-0000-7000-8000-000000000001:2',
  code: 'print(1)\n',
  contextText: '{"n": 12345678901234567890, "f": 1.0}',
  outputText: null,
  event: 'UPDATE',
  target: 'PART "34"',
  allowedMs: 60_000,
  checkpoint: null,
};

function control() {
  const ending = new AbortController();
  const said: string[] = [];
  const saved: unknown[] = [];
  const made: RunControl = {
    signal: ending.signal,
    log: ({ message }) => said.push(message ?? ''),
    save: (checkpoint) => saved.push(checkpoint),
    paused: { onChange: () => undefined },
  };
  return { made, said, saved, abort: () => ending.abort('cancelled') };
}

const open = () => `http://${OPEN}:${port}/hook?a=1`;

async function deliver(
  url = open(),
  more: Partial<WebhookOptions> = {},
  given: Partial<RunJob> = {},
) {
  const { made, said, saved } = control();
  const executor = createWebhookExecutor({
    findTarget: async () => ({ url, secrets: SECRETS }),
    callbackUrl: () => 'https://runlens.example/api/v1/executions',
    policy: { allowed: [ipRange(`${OPEN}/32`)], databasePort: null },
    limits: { connectMs: 2_000, totalMs: 4_000 },
    random: () => 0.5,
    ...more,
  });
  const outcome = await executor.run({ ...job, ...given }, made);
  return { outcome, said, saved };
}

describe('a delivery', () => {
  it('says what is to run, signed with every secret', async () => {
    expect((await deliver()).outcome).toEqual({ kind: 'accepted' });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers['webhook-id']).toBe(job.idempotencyKey);
    expect(headers['content-type']).toBe('application/json');
    const timestamp = Number(headers['webhook-timestamp']);
    expect(Math.abs(Date.now() / 1000 - timestamp)).toBeLessThan(300);
    const signed = `${job.idempotencyKey}.${timestamp}.${body}`;
    const expected = SECRETS.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(expected.join(' '));
    expect(body).toContain('"context":{"n": 12345678901234567890, "f": 1.0}');
    expect(JSON.parse(body)).toMatchObject({
      type: 'execution.retry',
      data: {
        execution_id: job.executionId,
        attempt: 2,
        idempotency_key: job.idempotencyKey,
        action: 'check_part',
        event: 'UPDATE',
        target: 'PART "34"',
        code_sha256: createHash('sha256').update('"print(1)\\n"').digest('hex'),
        callback_url: 'https://runlens.example/api/v1/executions',
      },
    });
  });

  it('has the same id every time', async () => {
    answer = (response) => response.writeHead(500).end();
    const first = await deliver();
    await deliver(open(), {}, { checkpoint: first.saved[0] });
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(job.idempotencyKey),
    );
  });

  it('goes past the proxies of the environment', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'];
    for (const name of names) vi.stubEnv(name, `http://127.0.0.1:${port}`);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    expect((await deliver()).outcome).toEqual({ kind: 'accepted' });
    vi.unstubAllEnvs();
  });
});

describe('an answer', () => {
  const json = (status: number, value: unknown) => (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

  it.each([
    [
      200,
      { status: 'success' },
      {
        kind: 'finished',
        status: 'success',
        outputText: null,
        raisedAction: null,
        validationMessage: null,
      },
    ],
    [
      200,
      { status: 'failed', validation_message: 'no\0' },
      {
        kind: 'finished',
        status: 'failed',
        raisedAction: 'check_part',
        validationMessage: 'no\ufffd',
      },
    ],
    [
      201,
      { status: 'partially_executed', output: { stdout: 'x' } },
      { kind: 'finished', status: 'partially_executed', outputText: '{"stdout":"x"}' },
    ],
    [
      200,
      { status: 'rejected', validation_message: 'too slow' },
      { kind: 'rejected', reason: 'too slow' },
    ],
    [200, { status: 'running' }, { kind: 'accepted' }],
    [200, 'thanks', { kind: 'accepted' }],
    [204, undefined, { kind: 'accepted' }],
    [202, { status: 'success' }, { kind: 'accepted' }],
    [410, {}, { kind: 'refused' }],
  ])('%i %j', async (status, value, outcome) => {
    answer = json(status, value);
    expect((await deliver()).outcome).toMatchObject(outcome);
  });

  it('keeps the digits of an output', async () => {
    answer = (response) => response.end('{"status": "success", "output": {"result": 1.0e2}}');
    expect((await deliver()).outcome).toMatchObject({ outputText: '{"result": 1.0e2}' });
  });

  it.each([
    ['500', (response: ServerResponse) => response.writeHead(500).end(), 'It answered 500'],
    ['404', (response: ServerResponse) => response.writeHead(404).end(), 'It answered 404'],
    ['nothing', (response: ServerResponse) => response.destroy(), 'broke off|hang up'],
    [
      'half of one',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '9' }).write('x');
        response.destroy();
      },
      'broke off|aborted',
    ],
    [
      'no HTTP',
      (response: ServerResponse) => response.socket?.end('SSH-2.0\r\n\r\n'),
      'Parse Error|Expected HTTP',
    ],
    [
      'another protocol',
      (response: ServerResponse) =>
        response.socket?.end('HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      'another protocol|broke off',
    ],
    [
      'headers without end',
      (response: ServerResponse) => {
        for (let n = 0; n < 2_000; n += 1) response.setHeader(`x-${n}`, 'y'.repeat(50));
        response.end();
      },
      '16 KB of headers',
    ],
  ])('that fails is asked for again: %s', async (_, act, reason) => {
    answer = act;
    const { outcome, said, saved } = await deliver();
    expect(outcome).toMatchObject({
      kind: 'later',
      afterMs: 5_000,
      reason: expect.stringMatching(reason),
    });
    expect(said).toEqual([expect.stringMatching(/^Delivery 1 of 7 failed: /)]);
    expect(saved).toEqual([{ webhook: { failed: 1 } }]);
  });

  it('is read no further than it may be long, and not unpacked', async () => {
    let written = 0;
    const over = new Promise<void>((resolve) => {
      answer = (response, request) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const pour = () => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384, 1))) written += 16_384;
        };
        response.on('drain', pour);
        request.socket.on('close', () => resolve());
        pour();
      };
    });
    expect((await deliver()).outcome).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('64 KB'),
    });
    await over;
    // What the buffers of both sides hold, and no more.
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([
    ['never comes', () => undefined],
    [
      'drips',
      (response: ServerResponse) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('that %s is given up', async (_, act) => {
    answer = act;
    const limits = { connectMs: 200, totalMs: 300 };
    expect((await deliver(open(), { limits })).outcome).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('no answer within 0.3 s'),
    });
  });

  it.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    answer = (response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end();
    expect((await deliver()).outcome).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('redirects are not followed'),
    });
    expect(received).toHaveLength(1);
  });

  it('says how long to wait', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '90' }).end();
    expect((await deliver()).outcome).toMatchObject({ kind: 'later', afterMs: 90_000 });
  });

  it('that never succeeds is the end after seven', async () => {
    answer = (response) => response.writeHead(503).end();
    const { outcome } = await deliver(open(), {}, { checkpoint: { webhook: { failed: 6 } } });
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'Given up after 7 deliveries. It answered 503',
    });
  });
});

it('is stopped at once', async () => {
  const { made, abort } = control();
  const arrived = new Promise<void>((resolve) => {
    answer = () => resolve();
  });
  const executor = createWebhookExecutor({
    findTarget: async () => ({ url: open(), secrets: SECRETS }),
    callbackUrl: () => '',
    policy: { allowed: [ipRange(`${OPEN}/32`)], databasePort: null },
  });
  const running = executor.run(job, made);
  await arrived;
  abort();
  expect(await running).toEqual({ kind: 'stopped' });
});

it.each([
  [null, 'No webhook is set'],
  [{ url: 'http://a/', secrets: [] }, 'no secret'],
])('is refused without a target: %j', async (target, reason) => {
  const { outcome } = await deliver('', { findTarget: async () => target });
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
});

describe('a place that is closed', () => {
  it('is spelt in sixty ways or more', () => {
    expect(new Set(CLOSED_URLS).size).toBeGreaterThanOrEqual(60);
  });

  it.each(CLOSED_URLS)('%s', async (spelling) => {
    const url = spelling.replaceAll('PORT', String(port));
    const { outcome } = await deliver(url, { lookup: namesOfThisWorld });
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(received).toEqual([]);
  });

  it('is the port of the database, wherever it is open', async () => {
    const policy = { allowed: [ipRange(`${OPEN}/32`)], databasePort: port };
    expect((await deliver(open(), { policy })).outcome).toMatchObject({ kind: 'refused' });
    expect(received).toEqual([]);
  });
});

/** Names that lead inside; those of this machine are asked of it. */
async function namesOfThisWorld(host: string): Promise<readonly string[]> {
  const known: Record<string, string[]> = {
    'metadata.google.internal': ['169.254.169.254'],
    'intranet.internal': ['10.0.0.5'],
    'mixed.example': [OPEN, '127.0.0.1'],
    'mixed6.example': [OPEN, '::1'],
    'mapped.example': ['::ffff:127.0.0.1'],
    'zone.example': ['fe80::1%lo'],
    'local.example': ['127.0.0.1'],
  };
  return known[host] ?? resolveName(host);
}

it('asks for a name once, so that it cannot change its mind', async () => {
  let asked = 0;
  // Open when it is judged, closed when it would be asked again.
  const lookup = async () => (asked++ === 0 ? [OPEN] : ['127.0.0.1']);
  expect((await deliver(`http://rebind.example:${port}/`, { lookup })).outcome).toEqual({
    kind: 'accepted',
  });
  expect(asked).toBe(1);
  expect(received[0]?.headers.host).toBe(`rebind.example:${port}`);
});

it('reaches nothing closed in a thousand races against a name that changes', async () => {
  const answers = [[OPEN], ['127.0.0.1'], ['::1'], [OPEN, '127.0.0.1'], ['::1', OPEN]];
  let turn = 0;
  const lookup = async () => answers[turn++ % answers.length] ?? [];
  const race = async () =>
    (await deliver(`http://rebind.example:${port}/`, { lookup })).outcome.kind;
  const kinds: string[] = [];
  for (let n = 0; n < 1_000; n += 50) {
    kinds.push(...(await Promise.all(Array.from({ length: 50 }, race))));
  }
  expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(200);
  expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(800);
});

it('gives up on a name that nobody resolves', async () => {
  const limits = { connectMs: 100, totalMs: 5_000 };
  const lookup = () => new Promise<string[]>(() => undefined);
  expect((await deliver('http://slow.example/', { lookup, limits })).outcome).toMatchObject({
    kind: 'later',
    reason: expect.stringContaining('no connection within 0.1 s'),
  });
});

it('takes no certificate that nobody vouches for', async () => {
  const hello: Buffer[] = [];
  const tls = createTcpServer((socket) =>
    socket.on('data', (data) => {
      hello.push(data);
      socket.end();
    }),
  );
  tls.listen(0, OPEN);
  await once(tls, 'listening');
  const { port: at } = tls.address() as AddressInfo;
  const lookup = async () => [OPEN];
  const { outcome } = await deliver(`https://secure.example:${at}/`, { lookup });
  expect(outcome).toMatchObject({ kind: 'later' });
  const said = Buffer.concat(hello).toString('latin1');
  // It says which name it wants, and nothing of the run.
  expect(said).toContain('secure.example');
  expect(said).not.toContain('check_part');
  tls.close();
});
