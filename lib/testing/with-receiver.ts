import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
} from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import type { RunControl, RunJob } from '@/lib/runner/executor';
import { ipRange } from '@/lib/runner/webhook/ip-range';
import { createWebhookExecutor, type WebhookOptions } from '@/lib/runner/webhook/webhook-executor';

/** Open for these tests, as an administrator would open the office's network. */
export const OPEN = '127.0.0.2';
export const SECRETS = ['whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0', 'whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0'];

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

type Answering = (response: ServerResponse, request: IncomingMessage) => void;

export const WEBHOOK_JOB: RunJob = {
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

export function runControl() {
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

/**
 * A receiver of webhooks on an address that is open, and listeners at the same port of addresses that are
 * closed, which must see nobody.
 */
export function withReceiver() {
  let receiver: Server;
  let answer: Answering;
  let received: Received[] = [];
  let port = 0;
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

  const open = () => `http://${OPEN}:${port}/hook?a=1`;

  return {
    port: () => port,
    open,
    received: () => received,
    answers: (how: Answering) => {
      answer = how;
    },
    deliver: async (
      url = open(),
      more: Partial<WebhookOptions> = {},
      given: Partial<RunJob> = {},
    ) => {
      const { made, said, saved } = runControl();
      const executor = createWebhookExecutor({
        findTarget: async () => ({ url, secrets: SECRETS }),
        callbackUrl: () => 'https://runlens.example/api/v1/executions',
        policy: { allowed: [ipRange(`${OPEN}/32`)], databasePort: null },
        limits: { connectMs: 2_000, totalMs: 4_000 },
        random: () => 0.5,
        ...more,
      });
      const outcome = await executor.run({ ...WEBHOOK_JOB, ...given }, made);
      return { outcome, said, saved };
    },
  };
}
