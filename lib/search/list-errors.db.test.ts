import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { setErrorGroupState } from '@/lib/db/error-groups/set-error-group-state';
import type { ProjectId } from '@/lib/domain/project';
import { NO_ERROR_PARAMS } from '@/lib/query-state/error-params';
import { failedPart, withErrorGroups } from '@/lib/testing/with-error-groups';
import { LEAST, NOW } from '@/lib/testing/with-ingest';
import { listErrors } from './list-errors';

const { newProject, send } = withErrorGroups();
const HOUR_MS = 3_600_000;
const DAYS = 20;
const WHAT = ['revision', 'unit', 'owner', 'supplier', 'price', 'colour', 'weight'];
const ACTIONS = ['check_part', 'price_import', 'log_part'];
/** The newest of what is sent is an hour old. */
const now = NOW.getTime();

let project: ProjectId;

/** Failures of seven kinds, by eleven people, over twenty days; every fifth execution is none. */
const ITEMS = Array.from({ length: 400 }, (_, i) => {
  const kind = Math.min((i * 17) % 11, WHAT.length - 1);
  return failedPart(i, {
    id: `e-${i}`,
    created_at: new Date(now - HOUR_MS - ((i * 7_919) % (DAYS * 24 * 60)) * 60_000).toISOString(),
    status: i % 5 === 0 ? 'success' : ['failed', 'rejected', 'partially_executed'][i % 3],
    validation_message: `Part ${i} has no ${WHAT[kind]}`,
    output: undefined,
    raised_action: ACTIONS[kind % ACTIONS.length],
    triggered_by: i % 13 === 0 ? null : `person-${(i * 31) % 11}`,
    code: `version ${kind === 2 ? i % 2 : 0}`,
  });
});

beforeAll(async () => {
  project = newProject();
  await send(project, ...ITEMS);
  await send(newProject(), failedPart(1), { ...LEAST, id: 'other' });
});

/** However long it takes. */
const UNHURRIED = { now, budgetMs: Number.POSITIVE_INFINITY };

const list = (params: Partial<typeof NO_ERROR_PARAMS>) =>
  listErrors(project, { ...NO_ERROR_PARAMS, ...params }, UNHURRIED);

/** The same by one plain statement. */
async function plainCounts(sinceMs: number, untilMs: number) {
  const { rows } = await pool().query(
    `SELECT error_group, count(*)::int AS count, count(DISTINCT triggered_by)::int AS people,
       max(created_at) AS last FROM runlens.executions
     WHERE project_id = $1 AND error_group IS NOT NULL AND created_at >= $2 AND created_at < $3
     GROUP BY 1 ORDER BY 2 DESC, 4 DESC`,
    [project, new Date(sinceMs), new Date(untilMs)],
  );
  return rows;
}

describe('the list of error groups', () => {
  it.each([
    ['all that is kept', { since: null, until: null }, 0],
    ['a day', { since: '-24h', until: null }, now - 24 * HOUR_MS],
    ['nine days', { since: '-9d', until: null }, now - 9 * 24 * HOUR_MS],
  ])('counts as a plain statement does: %s', async (_name, range, sinceMs) => {
    const { items, countedToMs, total } = await list({ range });
    const plain = await plainCounts(sinceMs, now);
    expect(
      items.map(({ fingerprint, count, people, lastSeen }) => [
        fingerprint,
        count,
        people,
        lastSeen,
      ]),
    ).toEqual(plain.map((row) => [row.error_group, row.count, row.people, row.last]));
    expect(items.length).toBeGreaterThan(3);
    expect(total).toBe(items.length);
    expect(countedToMs).toBeNull();
    for (const { buckets, count } of items) {
      expect(buckets).toHaveLength(30);
      expect(buckets.reduce((sum, n) => sum + n, 0)).toBe(count);
    }
  });

  it('says since when it has counted when there was no time for more', async () => {
    const { items, countedToMs } = await listErrors(project, NO_ERROR_PARAMS, { now, budgetMs: 0 });
    expect(countedToMs).toBeGreaterThan(now - 25 * HOUR_MS);
    const plain = await plainCounts(countedToMs ?? 0, now);
    expect(items.map(({ count }) => count)).toEqual(plain.map(({ count }) => count));
  });

  it('puts what happened into the bar of its time', async () => {
    const { items, edgesMs } = await list({ range: { since: '-20d', until: null } });
    const { rows } = await pool().query(
      'SELECT created_at FROM runlens.executions WHERE project_id = $1 AND error_group = $2',
      [project, items[0]?.fingerprint],
    );
    const expected = edgesMs
      .slice(1)
      .map(
        (end, i) =>
          rows.filter(({ created_at: at }) => +at >= (edgesMs[i] ?? 0) && +at < end).length,
      );
    expect(items[0]?.buckets).toEqual(expected);
  });

  it('says when and with what code it began, and what it said last', async () => {
    const { items } = await list({});
    for (const { fingerprint, firstSeen, firstCode, sample, lastId, firstExecutionId } of items) {
      const { rows } = await pool().query(
        `SELECT id, created_at, encode(code_sha256, 'hex') AS code, validation_message
         FROM runlens.executions WHERE project_id = $1 AND error_group = $2 ORDER BY id`,
        [project, fingerprint],
      );
      expect([firstExecutionId, lastId]).toEqual([rows[0].id, rows.at(-1).id]);
      expect([firstSeen, firstCode]).toEqual([rows[0].created_at, rows[0].code]);
      expect(sample).toBe(rows.at(-1).validation_message);
    }
  });

  it('sorts by each of its columns, either way', async () => {
    const value = {
      count: ({ count }: { count: number }) => count,
      people: ({ people }: { people: number }) => people,
      first: ({ firstSeen }: { firstSeen: Date }) => +firstSeen,
      last: ({ lastSeen }: { lastSeen: Date }) => +lastSeen,
    };
    for (const sort of ['count', 'people', 'first', 'last'] as const) {
      const down = (await list({ sort })).items.map(value[sort]);
      expect(down).toEqual(down.toSorted((a, b) => b - a));
      const up = (await list({ sort, isReversed: true })).items.map(value[sort]);
      expect(up).toEqual(down.toReversed());
    }
  });

  it('shows the states that are asked for, and counts the others', async () => {
    const [first, second, third] = (await list({})).items.map(({ fingerprint }) => fingerprint);
    await setErrorGroupState(project, [first ?? ''], 'resolved', 'Ana');
    await setErrorGroupState(project, [second ?? '', third ?? ''], 'ignored', 'Ana');
    const shown = async (view: 'unresolved' | 'resolved' | 'ignored' | 'all' | 'reopened') => {
      const { items, states, total } = await list({ view });
      expect(states).toEqual({ open: WHAT.length - 3, reopened: 0, resolved: 1, ignored: 2 });
      expect(total).toBe(items.length);
      return items.map(({ fingerprint }) => fingerprint);
    };
    expect(await shown('resolved')).toEqual([first]);
    expect((await shown('ignored')).sort()).toEqual([second, third].sort());
    expect(await shown('reopened')).toEqual([]);
    expect(await shown('unresolved')).toHaveLength(WHAT.length - 3);
    expect(await shown('all')).toHaveLength(WHAT.length);
    await setErrorGroupState(
      project,
      [first, second, third].map((one) => one ?? ''),
      'open',
      'Ana',
    );
  });

  it('finds by text and by action', async () => {
    const { items, actions } = await list({ action: 'price_import' });
    expect(new Set(items.map(({ actionKey }) => actionKey))).toEqual(new Set(['price_import']));
    expect([...actions].sort()).toEqual(ACTIONS.toSorted());
    const found = await list({ find: ' NO SUPPLIER ' });
    expect(found.items.map(({ template }) => template)).toEqual(['Part <record> has no supplier']);
    expect(await list({ find: 'nowhere' })).toMatchObject({ items: [], total: 0, isNew: false });
  });

  it('shows as many as are asked for', async () => {
    const { items, total } = await list({ rows: 2 });
    expect([items.length, total]).toEqual([2, WHAT.length]);
  });

  it('is another thing where nothing has ever failed', async () => {
    expect(await listErrors(newProject(), NO_ERROR_PARAMS, UNHURRIED)).toMatchObject({
      items: [],
      isNew: true,
    });
    const range = { since: '2026-11-20T09:59:00.000Z', until: null };
    expect(await list({ range })).toMatchObject({ items: [], isNew: false });
  });
});
