import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { keyGrant } from '@/lib/auth/grant';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { deleteApiKey } from '@/lib/db/accounts/delete-api-key';
import { pool } from '@/lib/db/client';
import { createProject } from '@/lib/db/projects/create-project';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { parseEntryRequest } from '@/lib/query-state/entry-request';
import { listLogEntries } from '@/lib/search/list-log-entries';
import { readEvents, type SeenEvent } from '@/lib/testing/read-events';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import type { Door } from './live-changes';
import { openEntryStream } from './open-entry-stream';

const { send } = withIngest();
const open: AbortController[] = [];
let last = 0;

afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

/** An execution that runs in a project with a key, how to write to it, and how to watch it. */
async function running() {
  last += 1;
  const project: ProjectId = (await createProject(`entries-${last}`, 'Entries')).id;
  const key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const message = (status: string) => ({ ...LEAST, id: 'run', status });
  const { ids } = await send(project, message('running'));
  const id = ids[0] as ExecutionId;
  const append = async (...entries: object[]) => {
    const body = entries.map((one) => JSON.stringify(one)).join('\n');
    const headers = { contentEncoding: null, contentLength: null };
    const report = await ingestEntries(project, id, new Blob([body]).stream(), headers);
    expect(report.rejected).toEqual([]);
  };
  const watch = (options: { after?: string; search?: string; door?: Door } = {}) => {
    const { after = '', search = '', door = 'api' } = options;
    const controller = new AbortController();
    open.push(controller);
    const request = new Request('http://127.0.0.1/stream', {
      signal: controller.signal,
      headers: { authorization: `Bearer ${key}`, 'last-event-id': after },
    });
    const { filter } = parseEntryRequest(new URLSearchParams(search));
    const watched = { projectId: project, executionId: id, filter, door };
    const answer = openEntryStream(request, watched, keyGrant(request));
    const events = readEvents(answer.body);
    const next = async (): Promise<SeenEvent> => {
      for (;;) {
        const { value } = await events.next();
        if (!value) throw new Error('the stream has ended');
        if (value.type !== 'beat') return value;
      }
    };
    /** Seqs until an event of another type, which is given as well. */
    const until = async (type: string) => {
      const seqs: number[] = [];
      for (;;) {
        const event = await next();
        if (event.type === type) return { seqs, event };
        expect(event.type).toBe('entry');
        seqs.push(JSON.parse(event.data).seq);
      }
    };
    return { body: answer.body, events, next, until, leave: () => controller.abort() };
  };
  const finish = () => send(project, message('success'));
  return { project, id, key, append, watch, finish };
}

const numbered = (from: number, to: number, more: object = {}) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    seq: from + n,
    message: `m${from + n}`,
    ...more,
  }));
const range = (from: number, to: number) => numbered(from, to).map(({ seq }) => seq);

describe('the stream of the entries of one execution', () => {
  it('gives what is there, then what comes, and ends with the execution', async () => {
    const { append, watch, finish } = await running();
    await append(...numbered(1, 1_200));
    const reader = watch();
    expect((await reader.until('ready')).seqs).toEqual(range(1, 1_200));
    await append({ seq: 1_201, level: 'error', message: 'a\n\nevent: end\n', data: { big: 1.0 } });
    const event = await reader.next();
    expect(event).toMatchObject({ type: 'entry', id: '2-1201' });
    expect(JSON.parse(event.data)).toMatchObject({ level: 'error', message: 'a\n\nevent: end\n' });
    expect(event.data).toContain('"data":{"big":1}');
    await append(...numbered(1_202, 1_203));
    await finish();
    const { seqs, event: end } = await reader.until('end');
    expect(seqs).toEqual([1_202, 1_203]);
    expect(JSON.parse(end.data)).toEqual({ status: 'success', attempt: 1 });
    expect((await reader.events.next()).done).toBe(true);
    // Whoever comes back later gets what came late, and the end again.
    await append({ seq: 1_204 });
    expect((await watch({ after: end.id }).until('end')).seqs).toEqual([1_204]);
    expect((await watch({ after: 'nonsense' }).next()).type).toBe('reset');
  });

  it('gives what a filter lets through, and knows its place behind the rest', async () => {
    const { append, watch, finish } = await running();
    const levels = ['debug', 'info', 'warning', 'error'];
    await append(
      ...numbered(1, 8).map((one, n) => ({ ...one, level: levels[n % 4], event: `e${n % 2}` })),
    );
    const warnings = watch({ search: 'level=warning', door: 'screen' });
    const { seqs, event } = await warnings.until('ready');
    expect(seqs).toEqual([3, 4, 7, 8]);
    await append({ seq: 9, level: 'info' }, { seq: 10, level: 'error', message: 'Late ÄRGER' });
    expect((await warnings.next()).data).toContain('"seq":10');
    expect((await watch({ search: 'q=ärger' }).until('ready')).seqs).toEqual([10]);
    expect((await watch({ search: 'event=e1&level=info' }).until('ready')).seqs).toEqual([
      2, 4, 6, 8,
    ]);
    await finish();
    expect((await watch({ search: 'level=warning', after: event.id }).until('end')).seqs).toEqual([
      10,
    ]);
  });

  it('loses and repeats nothing over many interruptions', async () => {
    const { append, watch, finish } = await running();
    const batches = Array.from({ length: 50 }, (_, n) => numbered(n * 10 + 1, n * 10 + 10));
    const writing = (async () => {
      // Out of order and several at once, as producers do that try again.
      for (let at = 0; at < batches.length; at += 5) {
        const some = batches.slice(at, at + 5).reverse();
        await Promise.all(some.map((batch) => append(...batch)));
      }
      await finish();
    })();
    const seen: number[] = [];
    let lastId = '';
    let visits = 0;
    for (let isOver = false; !isOver; visits += 1) {
      const reader = watch({ after: lastId });
      for (let left = 1 + ((visits * 7) % 13); left > 0 && !isOver; left -= 1) {
        const { type, id, data } = await reader.next();
        lastId = id || lastId;
        if (type === 'entry') seen.push(JSON.parse(data).seq);
        isOver = type === 'end';
      }
      reader.leave();
    }
    await writing;
    expect(visits).toBeGreaterThan(20);
    expect(seen.toSorted((a, b) => a - b)).toEqual(range(1, 500));
  });

  it('misses nothing that is committed late', async () => {
    const { project, id, append, watch, finish } = await running();
    await append({ seq: 1 });
    const reader = watch();
    expect((await reader.until('ready')).seqs).toEqual([1]);
    const slow = await pool().connect();
    await slow.query('BEGIN');
    await slow.query(
      'SELECT FROM runlens.executions WHERE project_id = $1 AND id = $2 FOR NO KEY UPDATE',
      [project, id],
    );
    await slow.query(
      `INSERT INTO runlens.execution_entries (project_id, execution_id, seq, level, arrival)
       VALUES ($1, $2, 2, 1, 2)`,
      [project, id],
    );
    await slow.query(
      'INSERT INTO runlens.feed (project_id, execution_id, is_new) VALUES ($1, $2, false)',
      [project, id],
    );
    let isStored = false;
    const later = append({ seq: 3 }).then(() => {
      isStored = true;
    });
    // Whoever began later waits for the other, which the database says.
    const isWaiting = async () => {
      const { rows } = await pool().query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    };
    await expect.poll(isWaiting).toBe(true);
    expect(isStored).toBe(false);
    await slow.query('COMMIT');
    slow.release();
    await later;
    await finish();
    expect((await reader.until('end')).seqs).toEqual([2, 3]);
  });

  it('tells a reader who is too slow what it has missed, to be asked for', async () => {
    const { project, id, append, watch, finish } = await running();
    const reader = watch();
    expect((await reader.next()).type).toBe('ready');
    const text = 'x'.repeat(4_000);
    for (let turn = 0; turn < 6; turn += 1) {
      await append(...numbered(turn * 100 + 1, turn * 100 + 100, { data: text }));
    }
    await finish();
    const seen: number[] = [];
    const gaps: { from: string; to: string }[] = [];
    for (;;) {
      const { type, data } = await reader.next();
      if (type === 'entry') seen.push(JSON.parse(data).seq);
      if (type === 'gap') gaps.push(JSON.parse(data));
      if (type === 'end') break;
    }
    expect(gaps.length).toBeGreaterThan(0);
    for (const { from, to } of gaps) {
      const search = new URLSearchParams({ arrived_after: from, arrived_until: to, limit: '1000' });
      const asked = parseEntryRequest(search);
      const { items } = await listLogEntries(project, id, asked, { characters: 10 });
      seen.push(...items.map(({ seq }) => seq));
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual(range(1, 600));
  });

  it('gives a reader who takes its time all of the past', async () => {
    const { append, watch, finish } = await running();
    await append(...numbered(1, 1_000, { data: 'x'.repeat(4_000) }));
    await finish();
    const { seqs } = await watch().until('end');
    expect(seqs).toEqual(range(1, 1_000));
  });

  it('ends when the key is revoked, and stays within its project', async () => {
    const { project, key, watch, append } = await running();
    const other = await running();
    await append({ seq: 1 });
    const reader = watch();
    await reader.until('ready');
    await deleteApiKey(project, hashSecretToken(key));
    for await (const { type } of reader.events) expect(type).toBe('beat');
    const { filter } = parseEntryRequest(new URLSearchParams());
    const request = new Request('http://127.0.0.1/', {
      headers: { authorization: `Bearer ${other.key}` },
    });
    const id = (await running()).id;
    const watched = { projectId: other.project, executionId: id, filter, door: 'api' } as const;
    const answer = openEntryStream(request, watched, keyGrant(request));
    for await (const event of readEvents(answer.body)) expect(event).toBe(null);
  });
});
