import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GET as logs } from '@/app/api/v1/action-runs/[id]/logs/route';
import { GET as stream } from '@/app/api/v1/action-runs/[id]/logs/stream/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { readEvents } from '@/lib/testing/read-events';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';

const { send } = withIngest();

const DOCUMENTED = {
  id: 'log_xyz789',
  level: 'info',
  event: 'resource_completed',
  message: 'Completed profiles: 12,500 rows, 3 files',
  data: { resource: 'profiles', rows: 12500, files: 3, duration_seconds: 45.2 },
  worker_id: 'worker-abc-123',
  attempt: 1,
  occurred_at: '2026-01-23T10:30:45Z',
};
const MORE = [
  { id: 'log_2', level: 'warning', event: 'run_interrupted', message: 'SIGTERM' },
  { id: 'log_3', level: 'error', event: 'run_failed', message: 'a\n\nevent: end', data: 1 },
  { level: 'debug', event: 'heartbeat' },
];
/** The documented events of a stream, and of the reference with their levels. */
const STREAMED = [
  {
    event: 'resource_started',
    data: { resource: 'profiles', completed_count: 0, total_count: 3 },
  },
  { event: 'resource_completed', data: { resource: 'profiles', rows: 12500, files: 3 } },
];
const REFERENCE = {
  info: [
    ...['extraction_started', 'resource_started', 'resource_completed', 'slice_started'],
    ...['slice_completed', 'extraction_completed', 'lease_acquired', 'heartbeat', 'run_completed'],
  ],
  warning: [
    ...['run_interrupted', 'run_cancelled', 'watchdog_recovery', 'watchdog_fast_recovery'],
    'watchdog_cancelled',
  ],
  error: ['resource_failed', 'run_failed'],
};
let last = 0;

async function run(sent: object[] = [DOCUMENTED, ...MORE]) {
  last += 1;
  const project = (await createProject(`run-logs-${last}`, 'Run logs')).id;
  const key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const { ids } = await send(project, { ...LEAST, id: 'run_abc123', status: 'running' });
  const id = ids[0] as ExecutionId;
  const body = sent.map((one) => JSON.stringify(one)).join('\n');
  const headers = { contentEncoding: null, contentLength: null };
  await ingestEntries(project, id, new Blob([body]).stream(), headers);
  const ask = (
    route: typeof logs,
    { id: of = 'run_abc123', query = '', as = `Bearer ${key}`, lastEventId = '' } = {},
  ) => {
    const request = new Request(`http://127.0.0.1/logs${query}`, {
      headers: { authorization: as, 'last-event-id': lastEventId },
    });
    return route(request, { params: Promise.resolve({ id: of }) });
  };
  const finish = () => send(project, { ...LEAST, id: 'run_abc123' });
  return { id, project, key, ask, finish };
}

describe('the logs of an action run', () => {
  it('are the documented entries, by the id of the producer and by ours', async () => {
    const { id, ask } = await run();
    for (const of of ['run_abc123', id]) {
      const answer = await ask(logs, { id: of });
      expect(answer.status).toBe(200);
      const entries = await answer.json();
      expect(entries[0]).toEqual(DOCUMENTED);
      expect(Object.keys(entries[0])).toEqual(Object.keys(DOCUMENTED));
      expect(entries[3]).toMatchObject({ id: `log_${id}_4`, level: 'info', data: null });
      expect(entries).toHaveLength(4);
    }
  });

  it('have the ids of the producer where they came with the execution', async () => {
    const { project, ask } = await run();
    await send(project, { ...LEAST, id: 'whole', entries: [DOCUMENTED, DOCUMENTED, ...MORE] });
    const entries = await (await ask(logs, { id: 'whole' })).json();
    expect(entries[0]).toEqual(DOCUMENTED);
    expect(entries.map(({ id }: { id: string }) => id).slice(0, 3)).toEqual([
      ...['log_xyz789', 'log_2', 'log_3'],
    ]);
    expect(entries).toHaveLength(4);
  });

  it('keep every documented event and its level, and come by the least one', async () => {
    const sent = Object.entries(REFERENCE).flatMap(([level, events]) =>
      events.map((event) => ({ level, event })),
    );
    const { ask } = await run(sent);
    for (const [query, from] of [
      ['', 0],
      ['?level=info', 0],
      ['?level=warning', REFERENCE.info.length],
      ['?level=error', REFERENCE.info.length + REFERENCE.warning.length],
    ] as const) {
      const entries = await (await ask(logs, { query })).json();
      expect(entries).toMatchObject(sent.slice(from));
      expect(entries.every(({ attempt }: { attempt: number }) => attempt === 1)).toBe(true);
    }
  });

  it('stream what the document shows', async () => {
    const { ask, finish } = await run(STREAMED);
    await finish();
    const seen = [];
    for await (const { data } of readEvents((await ask(stream)).body)) seen.push(JSON.parse(data));
    expect(seen.slice(0, 2)).toMatchObject(STREAMED);
  });

  it.each([
    ['info', 4],
    ['warning', 2],
    ['error', 1],
  ])('of level %s and above are %i', async (level, count) => {
    const { ask } = await run();
    expect(await (await ask(logs, { query: `?level=${level}` })).json()).toHaveLength(count);
  });

  it('stream as the documented events, go on behind the last one, and end', async () => {
    const { ask, finish } = await run();
    await finish();
    const events = async (lastEventId = '') => {
      const answer = await ask(stream, { lastEventId });
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      const seen = [];
      for await (const event of readEvents(answer.body)) seen.push(event);
      return seen;
    };
    const all = await events();
    expect(all.map(({ type }) => type)).toEqual([...Array(4).fill('message'), 'end']);
    expect(JSON.parse(all[0]?.data ?? '')).toEqual(DOCUMENTED);
    expect(JSON.parse(all[4]?.data ?? '')).toEqual({
      event: 'end',
      data: { status: 'failed', attempt: 1 },
    });
    expect(await events(all[1]?.id)).toEqual(all.slice(2));
    // An EventSource gives up for good at a refusal, and repeats the id that it was refused for.
    expect(await events('nonsense')).toEqual(all);
  });

  it('are refused without a key, to other projects, and for what makes no sense', async () => {
    const { id, ask } = await run();
    const other = await run();
    for (const route of [logs, stream]) {
      expect((await ask(route, { as: '' })).status).toBe(401);
      expect((await ask(route, { id: 'nothing' })).status).toBe(404);
      expect((await other.ask(route, { id })).status).toBe(404);
      expect((await ask(route, { query: '?level=loud' })).status).toBe(400);
      expect((await ask(route, { query: '?levels=info' })).status).toBe(400);
    }
  });
});
