import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyGrant } from '@/lib/auth/grant';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { deleteApiKey } from '@/lib/db/accounts/delete-api-key';
import { pool } from '@/lib/db/client';
import { createProject } from '@/lib/db/projects/create-project';
import type { ProjectId } from '@/lib/domain/project';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { readEvents, type SeenEvent } from '@/lib/testing/read-events';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';
import type { Door } from './live-changes';
import { openListStream } from './open-list-stream';

const { send } = withIngest();
const open: AbortController[] = [];
let project: ProjectId;
let key: string;

interface Item {
  seq: number;
  id: string;
  is_new: boolean;
  matches: boolean;
  row: { externalId: string; status: string };
}

beforeAll(async () => {
  project = (await createProject('live', 'Live')).id;
  key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
});
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

/** A reader of a list who comes from `after`, or for the first time. */
function comeBack(search: string, { after = '', door = 'screen' as Door } = {}) {
  const controller = new AbortController();
  open.push(controller);
  const request = new Request('http://127.0.0.1/stream', {
    signal: controller.signal,
    headers: { authorization: `Bearer ${key}`, 'last-event-id': after },
  });
  const params = parseExecutionParams(new URLSearchParams(search));
  const grant = keyGrant(request);
  const answer = openListStream(request, { projectId: project, params, door, grant });
  const events = readEvents(answer.body);
  const next = async (): Promise<SeenEvent> => {
    for (;;) {
      const { value } = await events.next();
      if (!value) throw new Error('the stream has ended');
      if (value.type !== 'beat') return value;
    }
  };
  /** Items, until the one of this producer's id has come. */
  const until = async (externalId: string): Promise<Item[]> => {
    const items: Item[] = [];
    while (!items.some(({ row }) => row.externalId === externalId)) {
      const event = await next();
      expect(event.type).toBe('executions');
      items.push(...JSON.parse(event.data).items);
    }
    return items;
  };
  const ended = async () => {
    for await (const _ of events);
  };
  return { next, until, ended, leave: () => controller.abort() };
}

/** A reader who has been told that everything from now on will come. */
async function watch(search = '', options: { door?: Door } = {}) {
  const reader = comeBack(search, options);
  const ready = await reader.next();
  expect(ready.type).toBe('ready');
  return { ...reader, lastId: ready.id };
}

const item = (id: string, more: object = {}) => ({ ...LEAST, id, ...more });
const words = (items: readonly Item[]) =>
  items.map(({ row, is_new, matches }) =>
    [row.externalId, row.status, is_new ? 'new' : 'changed', matches ? 'in' : 'out'].join(' '),
  );

describe('the stream of a list', () => {
  it('gives what is new and matches, and what changed whether it matches or not', async () => {
    const reader = await watch('status=failed,running');
    await send(project, item('a1', { status: 'running' }), item('a2', { status: 'success' }));
    await send(project, item('a3'));
    expect(words(await reader.until('a3'))).toEqual(['a1 running new in', 'a3 failed new in']);
    await send(project, item('a1', { status: 'success' }));
    expect(words(await reader.until('a1'))).toEqual(['a1 success changed out']);
  });

  it.each([
    'ctx.part.id:34',
    'attr.status_code:>=500',
    'step.connector:http OR entry:timeout',
    'language:python has:code -reproducibility:verified "part 34" error_group:x,y OR ctx.part.id:34',
    'part 34 -has:errors language:python',
  ])('knows what matches %s', async (q) => {
    const reader = await watch(new URLSearchParams({ q }).toString());
    const full = {
      code: 'print(1)',
      language: 'python',
      validation_message: 'Part 34 is lost',
      context: { part: { id: 34 } },
      attributes: { status_code: 503 },
      steps: [{ seq: 1, name: 'Read', connector: 'http' }],
    };
    const name = `deep ${q}`;
    await send(project, item(`${name} no`), item(`${name} yes`, full));
    const items = await reader.until(`${name} yes`);
    expect(words(items)).toEqual([`${name} yes failed new in`]);
  });

  it('keeps to its project and to its range', async () => {
    const other = (await createProject('other', 'Other')).id;
    const day = NOW.toISOString().slice(0, 10);
    const reader = await watch(`since=${day}&until=${day}`);
    await send(other, item('b1'));
    await send(project, item('b2', { created_at: '2026-11-19T23:59:59.999Z' }));
    await send(project, item('b3'));
    expect(words(await reader.until('b3'))).toEqual(['b3 failed new in']);
  });

  it('writes nothing that could end a line of the event', async () => {
    const reader = await watch('event=X');
    const message = 'a\n\nevent: reset\ndata: {}\n\n\r\u2028 b\u0000';
    await send(project, item('c1', { event: 'X', validation_message: message }));
    const event = await reader.next();
    expect(event.type).toBe('executions');
    expect(JSON.parse(event.data).items[0].row.validationMessage).toContain('event: reset');
  });

  it('gives every reader of equal lists the same', async () => {
    const readers = await Promise.all(Array.from({ length: 5 }, () => watch('event=D')));
    await send(project, item('d1', { event: 'D' }), item('d2', { event: 'E' }));
    await send(project, item('d3', { event: 'D' }));
    const seen = await Promise.all(readers.map((reader) => reader.until('d3')));
    for (const items of seen)
      expect(words(items)).toEqual(['d1 failed new in', 'd3 failed new in']);
  });

  it.each<Door>(['screen', 'api'])(
    'loses and repeats nothing over many interruptions (%s)',
    async (door) => {
      const event = `INTERRUPTED_${door}`;
      const names = Array.from({ length: 60 }, (_, index) => `${door}-${index}`);
      const first = await watch(`event=${event}`, { door });
      const sending = (async () => {
        for (const id of names) await send(project, item(id, { event }));
      })();
      const seqs: number[] = [];
      let { lastId } = first;
      let visits = 0;
      first.leave();
      while (seqs.length < names.length) {
        visits += 1;
        // On every other visit the feed is read already when the reader comes back.
        const other = visits % 2 === 0 ? await watch('', { door }) : null;
        const reader = comeBack(`event=${event}`, { door, after: lastId });
        for (let turn = 0; turn < 2 && seqs.length < names.length; turn += 1) {
          const { type, id, data } = await reader.next();
          expect(['ready', 'executions']).toContain(type);
          seqs.push(...(JSON.parse(data).items ?? []).map(({ seq }: Item) => seq));
          lastId = id || lastId;
        }
        reader.leave();
        other?.leave();
      }
      await sending;
      expect(visits).toBeGreaterThan(3);
      expect(seqs).toHaveLength(names.length);
      expect(new Set(seqs).size).toBe(names.length);
    },
  );

  it.each(['nonsense', '1-1', '99999999999999-18446744073709551615'])(
    'begins anew for somebody who comes from %s',
    async (after) => {
      expect((await comeBack('', { after }).next()).type).toBe('reset');
    },
  );

  it('ends when the key is revoked, and not before', async () => {
    const [mine, other] = [key, randomBytes(16).toString('hex')];
    await createApiKey(project, { name: 'o', prefix: 'o', keySha256: hashSecretToken(other) });
    const stays = await watch('event=F');
    key = other;
    const goes = await watch('event=F');
    key = mine;
    await deleteApiKey(project, hashSecretToken(other));
    await goes.ended();
    await send(project, item('f1', { event: 'F' }));
    expect(words(await stays.until('f1'))).toEqual(['f1 failed new in']);
  });

  it('keeps no connection when nobody watches', async () => {
    const reader = await watch();
    const listening = async () => {
      const { rows } = await pool().query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'runlens live'`,
      );
      return rows.length;
    };
    await expect.poll(listening).toBe(1);
    reader.leave();
    await expect.poll(listening).toBe(0);
  });
});
