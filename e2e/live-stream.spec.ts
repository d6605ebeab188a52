import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readEvents } from '../lib/testing/read-events';
import { expect, test } from './fixtures';
import { follow } from './follow';
import { followEntries } from './follow-entries';
import { type OwnServer, ownServer } from './own-server';
import { type Item, sender } from './room';
import type { StartedServer } from './start-server';

const KEY = 'live-bootstrap-key-0123456789';
const AUTHORIZATION = { authorization: `Bearer ${KEY}` };
const ENV = { RUNLENS_API_KEY: KEY, RUNLENS_DEMO: 'off' };
const STREAM = '/api/v1/executions/stream';

let own: OwnServer;
let server: StartedServer;

test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  own = ownServer(ENV);
  server = await own.start();
});
test.afterAll(() => own.end());

/** How another process reaches the database of the first one. */
function databaseUrl(): string {
  const data = join(own.folder, 'data');
  const { app } = JSON.parse(readFileSync(join(data, 'postgres-secrets.json'), 'utf8'));
  const port = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  return `postgresql://runlens:${app}@127.0.0.1:${port}/runlens`;
}

const item = (id: string, more: object = {}): Item => ({
  id,
  status: 'failed',
  event: 'UPDATE',
  target: 'PART',
  created_at: new Date().toISOString(),
  ...more,
});

/** Sends without end, each until it is answered, and says which ids were stored. */
function write(name: string, url: () => string) {
  const ids: string[] = [];
  let going = true;
  const done = (async () => {
    for (let turn = 0; going; turn += 1) {
      const sent = JSON.stringify(item(`${name}-${turn}`));
      for (;;) {
        const report = await sender(url(), KEY)
          .post(sent)
          .catch(() => null);
        if (report) {
          ids.push(...report.ids);
          break;
        }
        // The server is away: what was not answered is sent again.
        await sleep(20);
      }
    }
  })();
  return {
    ids,
    stop: async () => {
      going = false;
      await done;
    },
  };
}

test('a stream ends with the session, and a stranger gets none', async () => {
  const signedIn = await fetch(server.signInUrl, { redirect: 'manual' });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const address = `${server.url}/p/default/executions/stream`;
  expect((await fetch(address)).status).toBe(401);
  expect((await fetch(server.url + STREAM)).status).toBe(401);
  const answer = await fetch(address, { headers: { cookie } });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  const events = readEvents(answer.body);
  expect((await events.next()).value?.type).toBe('ready');
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query('DELETE FROM runlens.sessions');
  await client.end();
  await expect(async () => {
    expect((await events.next()).done).toBe(true);
  }).toPass();
  expect((await fetch(address, { headers: { cookie } })).status).toBe(401);
});

test('nothing is missed or given twice while the server is killed and stopped again and again', async () => {
  let url = server.url;
  const follower = follow(() => url + STREAM, AUTHORIZATION);
  await follower.ready;
  const writer = write('killed', () => url);
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    const before = writer.ids.length;
    await expect.poll(() => writer.ids.length).toBeGreaterThan(before + 20);
    await server.stop(signal);
    server = await own.start();
    url = server.url;
  }
  const before = writer.ids.length;
  await expect.poll(() => writer.ids.length).toBeGreaterThan(before + 20);
  await writer.stop();
  await follower.has(writer.ids);
  follower.stop();
  expect(follower.resets).toBe(0);
  const bySeq = new Map(follower.items.map((one) => [one.seq, one.id]));
  expect(Array.from(bySeq.values()).sort()).toEqual([...writer.ids].sort());
});

test('the entries of an execution come once each while the server is killed and stopped', async () => {
  let { url } = server;
  await sender(url, KEY).send([item('logs', { status: 'running', created_at: undefined })]);
  const entries = () => `${url}/api/v1/executions/logs/entries`;
  const reading = followEntries(() => `${entries()}/stream`, AUTHORIZATION);
  let written = 0;
  let going = true;
  const writing = (async () => {
    while (going) {
      const body = `{"seq":${written + 1},"message":"m"}`;
      const answer = await fetch(entries(), { method: 'POST', headers: AUTHORIZATION, body })
        .then((one) => (one.ok ? one.json() : null))
        .catch(() => null);
      // What was not answered is sent again.
      if (answer) written += 1;
      else await sleep(20);
    }
  })();
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const before = written;
    await expect.poll(() => written).toBeGreaterThan(before + 30);
    await server.stop(signal);
    server = await own.start();
    url = server.url;
  }
  const before = written;
  await expect.poll(() => written).toBeGreaterThan(before + 30);
  going = false;
  await writing;
  await sender(url, KEY).send([item('logs', { status: 'success', created_at: undefined })]);
  const { seqs, visits } = await reading;
  expect(visits).toBeGreaterThan(2);
  expect(seqs).toEqual(Array.from({ length: written }, (_, n) => n + 1));
});

test('whoever follows one process gets what another one takes in', async () => {
  const other = ownServer({ ...ENV, DATABASE_URL: databaseUrl() });
  try {
    const second = await other.start();
    const followers = [server.url, second.url, second.url].map((url) =>
      follow(() => url + STREAM, AUTHORIZATION),
    );
    await Promise.all(followers.map(({ ready }) => ready));
    const writers = [write('one', () => server.url), write('two', () => second.url)];
    for (const writer of writers) {
      await expect.poll(() => writer.ids.length).toBeGreaterThan(30);
      await writer.stop();
    }
    const ids = writers.flatMap((writer) => writer.ids).sort();
    for (const follower of followers) {
      await follower.has(ids);
      follower.stop();
      expect(follower.items.map(({ id }) => id).sort()).toEqual(ids);
    }
  } finally {
    await other.end();
  }
});

test('a reader who does not keep up is told to read the list again, and then goes on', async () => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(server.url + STREAM, { headers: AUTHORIZATION }, resolve).on('error', reject);
  });
  answer.pause();
  const { send } = sender(server.url, KEY);
  // More than the line and the server hold for somebody who takes nothing: 15 MB, and soon, for whoever
  // takes nothing for a minute is sent away.
  const actions = Array.from({ length: 30 }, (_, index) => ({ key: `${index}`.padEnd(500, 'x') }));
  for (let turn = 0; turn < 50; turn += 1) {
    await send(
      Array.from({ length: 20 }, (_, index) => item(`slow-${turn}-${index}`, { actions })),
    );
  }
  const [last] = await send([item('slow-last')]);
  const types: string[] = [];
  for await (const { type, data } of readEvents(answer as never)) {
    types.push(type);
    if (type === 'executions' && data.includes(last ?? '-')) break;
  }
  expect(types[0]).toBe('ready');
  expect(types).toContain('reset');
  expect(types.at(-1)).toBe('executions');
  answer.destroy();
});
