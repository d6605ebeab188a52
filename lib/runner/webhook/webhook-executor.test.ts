import { createHash, createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { OPEN, runControl, SECRETS, WEBHOOK_JOB, withReceiver } from '@/lib/testing/with-receiver';
import { ipRange } from './ip-range';
import { createWebhookExecutor } from './webhook-executor';

const { open, port, received, answers, deliver } = withReceiver();

describe('a delivery', () => {
  it('says what is to run, signed with every secret', async () => {
    expect((await deliver()).outcome).toEqual({ kind: 'accepted' });
    const [{ headers, body } = { headers: {}, body: '' }] = received();
    expect(headers['webhook-id']).toBe(WEBHOOK_JOB.idempotencyKey);
    expect(headers['content-type']).toBe('application/json');
    const timestamp = Number(headers['webhook-timestamp']);
    expect(Math.abs(Date.now() / 1000 - timestamp)).toBeLessThan(300);
    const signed = `${WEBHOOK_JOB.idempotencyKey}.${timestamp}.${body}`;
    const expected = SECRETS.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(expected.join(' '));
    expect(body).toContain('"context":{"n": 12345678901234567890, "f": 1.0}');
    expect(JSON.parse(body)).toMatchObject({
      type: 'execution.retry',
      data: {
        execution_id: WEBHOOK_JOB.executionId,
        attempt: 2,
        idempotency_key: WEBHOOK_JOB.idempotencyKey,
        action: 'check_part',
        event: 'UPDATE',
        target: 'PART "34"',
        code_sha256: createHash('sha256').update('"print(1)\\n"').digest('hex'),
        callback_url: 'https://runlens.example/api/v1/executions',
      },
    });
  });

  it('has the same id every time', async () => {
    answers((response) => response.writeHead(500).end());
    const first = await deliver();
    await deliver(open(), {}, { checkpoint: first.saved[0] });
    expect(received().map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(WEBHOOK_JOB.idempotencyKey),
    );
  });

  it('goes past the proxies of the environment', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'];
    for (const name of names) vi.stubEnv(name, `http://127.0.0.1:${port()}`);
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
    answers(json(status, value));
    expect((await deliver()).outcome).toMatchObject(outcome);
  });

  it('keeps the digits of an output', async () => {
    answers((response) => response.end('{"status": "success", "output": {"result": 1.0e2}}'));
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
    answers(act);
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
      answers((response, request) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const pour = () => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384, 1))) written += 16_384;
        };
        response.on('drain', pour);
        request.socket.on('close', () => resolve());
        pour();
      });
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
    answers(act);
    const limits = { connectMs: 200, totalMs: 300 };
    expect((await deliver(open(), { limits })).outcome).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('no answer within 0.3 s'),
    });
  });

  it.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    answers((response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${port()}/` }).end(),
    );
    expect((await deliver()).outcome).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('redirects are not followed'),
    });
    expect(received()).toHaveLength(1);
  });

  it('says how long to wait', async () => {
    answers((response) => response.writeHead(429, { 'retry-after': '90' }).end());
    expect((await deliver()).outcome).toMatchObject({ kind: 'later', afterMs: 90_000 });
  });

  it('that never succeeds is the end after seven', async () => {
    answers((response) => response.writeHead(503).end());
    const { outcome } = await deliver(open(), {}, { checkpoint: { webhook: { failed: 6 } } });
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'Given up after 7 deliveries. It answered 503',
    });
  });
});

it('is stopped at once', async () => {
  const { made, abort } = runControl();
  const arrived = new Promise<void>((resolve) => {
    answers(() => resolve());
  });
  const executor = createWebhookExecutor({
    findTarget: async () => ({ url: open(), secrets: SECRETS }),
    callbackUrl: () => '',
    policy: { allowed: [ipRange(`${OPEN}/32`)], databasePort: null },
  });
  const running = executor.run(WEBHOOK_JOB, made);
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
