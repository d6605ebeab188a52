import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExecutionId, type ExecutionId } from '@/lib/domain/execution-id';
import { SELECTION_KEPT_MS, SELECTION_PART } from '@/lib/domain/frozen-selection';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { disconnect } from '../client';
import { ensureDays } from '../partitions/ensure-days';
import { dropOldSelections } from './drop-old-selections';
import { findSelection } from './find-selection';
import { freezeMatching } from './freeze-matching';
import { readSelection } from './read-selection';

const database = withTestDatabase();
afterAll(disconnect);
const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const project = 1 as ProjectId;
const [ana, wei] = [randomUUID(), randomUUID()];
const ROWS = SELECTION_PART * 2 + 345;
const FAILED: Query = [{ kind: 'is', field: 'status', values: ['failed'] }];

const idOf = (n: number, ms = now - n * 90_000) =>
  buildExecutionId(ms, 0, Uint8Array.from([n, n >> 8, n >> 16, 1, 1, 1, 1, 1].map((b) => b & 255)));

async function insert(ids: readonly ExecutionId[], of: number = project): Promise<void> {
  await database.query(
    `INSERT INTO runlens.executions
       (project_id, id, created_at, status, event, target, action_keys, content_sha256, search)
     SELECT $2::int, id, now(), CASE WHEN n % 10 = 0 THEN 6 ELSE 4 END, 'UPDATE', 'PART', '{}', '\\x00', ''
     FROM unnest($1::uuid[]) WITH ORDINALITY AS made (id, n)`,
    [ids, of],
  );
}

beforeAll(async () => {
  await ensureDays(now - 31 * DAY_MS, now + DAY_MS);
  await insert(Array.from({ length: ROWS }, (_, n) => idOf(n)));
  await insert([idOf(1)], 2);
}, 60_000);

const freeze = (
  query: Query,
  more: Partial<Parameters<typeof freezeMatching>[1]> = {},
  direction: 'older' | 'newer' = 'older',
) =>
  freezeMatching(project, {
    userId: ana,
    search: '',
    query: { query, sinceMs: null, untilMs: null, direction },
    clock: { now, oldestMs: now - 31 * DAY_MS },
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  });

async function idsOf(selectionId: string): Promise<ExecutionId[]> {
  const ids: ExecutionId[] = [];
  for await (const part of readSelection(selectionId)) ids.push(...part);
  return ids;
}

const matching = (where: string, order: string) =>
  database
    .query<{ id: string }>(
      `SELECT id FROM runlens.executions WHERE project_id = 1 AND ${where} ORDER BY id ${order}`,
    )
    .then((rows) => rows.map(({ id }) => id));

test('all that matches, over several parts, in the order of the list', async () => {
  const progress: number[] = [];
  const { id, count } = await freeze([], { onProgress: (done) => void progress.push(done) });
  expect(count).toBe(ROWS);
  expect(await idsOf(id)).toEqual(await matching('TRUE', 'DESC'));
  expect(progress.at(-1)).toBe(ROWS);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  const failed = await freeze(FAILED, {}, 'newer');
  expect(await idsOf(failed.id)).toEqual(await matching('status = 6', 'ASC'));
});

test('what arrives, changes or goes while it is made and afterwards is not in it', async () => {
  const before = await matching('status = 6', 'DESC');
  const late = idOf(7, now - 20 * DAY_MS);
  let disturbed = false;
  // The first window is read: what is disturbed now lies in those that are still to come.
  const disturb = async () => {
    if (disturbed) return;
    disturbed = true;
    await insert([idOf(3, now - 15 * DAY_MS), late]);
    await database.query(
      `UPDATE runlens.executions SET status = 4 WHERE project_id = 1 AND status = 6 AND id < $1`,
      [idOf(0, now - 10 * DAY_MS)],
    );
  };
  const { id, count } = await freeze(FAILED, { onProgress: disturb });
  expect(count).toBe(before.length);
  expect(await idsOf(id)).toEqual(before);
  await database.query('DELETE FROM runlens.executions WHERE project_id = 1 AND id = $1', [late]);
  expect(await idsOf(id)).toEqual(before);
  expect(await matching('status = 6', 'DESC')).not.toEqual(before);
});

test('only whoever made it finds it, in its project', async () => {
  const { id, count } = await freeze(FAILED);
  expect(await findSelection(project, ana, id)).toEqual({ id, count });
  expect(await findSelection(project, wei, id)).toBeNull();
  expect(await findSelection(2 as ProjectId, ana, id)).toBeNull();
  expect(await findSelection(project, ana, randomUUID())).toBeNull();
});

test('more than the limit is refused, and leaves nothing', async () => {
  const parts = () =>
    database.list('SELECT selection_id::text AS text FROM runlens.frozen_selection_parts');
  const before = await parts();
  await expect(freeze([], { limit: SELECTION_PART + 1 })).rejects.toMatchObject({
    code: 'too_large',
    message: expect.stringContaining('More than 10,001 executions match'),
  });
  expect(await parts()).toEqual(before);
});

test('what is given up leaves nothing', async () => {
  const stop = new AbortController();
  const selections = () => database.list('SELECT id::text AS text FROM runlens.frozen_selections');
  const before = await selections();
  const frozen = freeze([], { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(frozen).rejects.toThrow('aborted');
  expect(await selections()).toEqual(before);
});

test('a selection is kept for a day', async () => {
  const { id } = await freeze(FAILED);
  await database.query(`UPDATE runlens.frozen_selections SET created_at = $2 WHERE id = $1`, [
    id,
    new Date(Date.now() - SELECTION_KEPT_MS - 1_000),
  ]);
  expect(await findSelection(project, ana, id)).toBeNull();
  const other = await freeze(FAILED);
  await dropOldSelections();
  expect(await idsOf(id)).toEqual([]);
  expect(await idsOf(other.id)).not.toEqual([]);
});

test('nothing that matches is an empty selection', async () => {
  const { id, count } = await freeze([{ kind: 'is', field: 'event', values: ['NOTHING'] }]);
  expect(count).toBe(0);
  expect(await idsOf(id)).toEqual([]);
});
