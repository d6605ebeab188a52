import { beforeAll, expect, test } from 'vitest';
import { buildExecutionId } from '@/lib/domain/execution-id';
import type { Direction } from '@/lib/domain/execution-query';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { ensureDays } from '../partitions/ensure-days';
import { listExecutions } from './list-executions';

const database = withTestDatabase();
const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const clock = { now, oldestMs: now - 31 * DAY_MS };
const mine = 1 as ProjectId;
const other = 2 as ProjectId;
const ROWS = 100_000;
/** Rows share a millisecond in groups of this many. */
const SHARED = 7;

/** Deterministic noise for the 62 random bits. */
function tail(seed: number): Uint8Array {
  const bytes = new Uint8Array(8);
  let state = (seed * 2_654_435_761) >>> 0;
  for (let i = 0; i < 8; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const idOf = (n: number) =>
  buildExecutionId(now - Math.floor(n / SHARED) * 180_000, ((n % SHARED) % 3) / 3, tail(n));

beforeAll(async () => {
  await ensureDays(now - 31 * DAY_MS, now + DAY_MS);
  const ids = Array.from({ length: ROWS }, (_, n) => idOf(n));
  await database.query(
    `INSERT INTO runlens.executions
       (project_id, id, created_at, status, event, target, target_record_id, action_keys, content_sha256, search)
     SELECT CASE WHEN n % 10 = 0 THEN 2 ELSE 1 END, id, now(), CASE WHEN n % 50 = 1 THEN 6 ELSE 4 END,
       CASE WHEN n % 3 = 0 THEN 'CREATE' ELSE 'UPDATE' END, 'PART', n::text, ARRAY['a' || n % 20], '\\x00',
       ' req-' || md5(n::text) || ' ' || n || ' part'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS made (id, n)`,
    [ids],
  );
  await database.query('ANALYZE runlens.executions');
}, 120_000);

async function walk(
  projectId: ProjectId,
  direction: Direction,
  query: Query = [],
  limit = 500,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listExecutions(
      projectId,
      { query, sinceMs: null, untilMs: null, direction, cursor, limit },
      clock,
    );
    seen.push(...page.items.map((item) => item.id));
    cursor = page.next;
  } while (cursor !== null);
  return seen;
}

async function expected(where: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM runlens.executions WHERE ${where} ORDER BY id DESC`,
  );
  return rows.map((row) => row.id);
}

test('a walk over 100,000 rows with repeated timestamps neither loses nor repeats one', async () => {
  const all = await expected('project_id = 1');
  expect(all.length).toBe(ROWS * 0.9);
  expect(await walk(mine, 'older')).toEqual(all);
  expect(await walk(mine, 'newer')).toEqual(all.toReversed());
});

test('small pages cut inside a millisecond and still lose nothing', async () => {
  const query: Query = [{ kind: 'is', field: 'status', values: ['failed'] }];
  const all = await expected('project_id = 1 AND status = 6');
  expect(await walk(mine, 'older', query, 3)).toEqual(all);
  expect(await walk(mine, 'newer', query, 3)).toEqual(all.toReversed());
});

test('a project never sees the rows of another', async () => {
  const seen = await walk(other, 'older');
  expect(seen).toEqual(await expected('project_id = 2'));
  expect(await walk(99 as ProjectId, 'older')).toEqual([]);
});

test.each<[string, Query[number], string]>([
  ['several statuses', { kind: 'is', field: 'status', values: ['failed', 'success'] }, 'TRUE'],
  ['an event', { kind: 'is', field: 'event', values: ['CREATE'] }, `event = 'CREATE'`],
  [
    'two actions',
    { kind: 'is', field: 'action', values: ['a3', 'a4'] },
    `action_keys && '{a3,a4}'`,
  ],
  ['a whole number as one word', { kind: 'text', text: '99123' }, `strpos(search, '99123') > 0`],
  ['two characters', { kind: 'text', text: '7F' }, `strpos(search, '7f') > 0`],
  ['LIKE wildcards as text', { kind: 'text', text: 'req%-_' }, 'FALSE'],
  ['a backslash as text', { kind: 'text', text: 'req\\-' }, 'FALSE'],
])('%s: the walk finds what a plain scan finds', async (_name, condition, where) => {
  expect(await walk(mine, 'older', [condition])).toEqual(
    await expected(`project_id = 1 AND ${where}`),
  );
});

test('a whole request id finds its one row', async () => {
  const [row] = await database.query<{ id: string; term: string }>(
    `SELECT id, substr(search, 2, 36) AS term FROM runlens.executions
     WHERE project_id = 1 AND target_record_id = '77777'`,
  );
  const condition: Query[number] = {
    kind: 'text',
    text: row?.term.toUpperCase() ?? '',
  };
  expect(await walk(mine, 'older', [condition])).toEqual([row?.id]);
});

test('a time range is half open', async () => {
  const sinceMs = now - 180_000 * 10;
  const untilMs = now - 180_000 * 4;
  const page = await listExecutions(
    mine,
    { query: [], sinceMs, untilMs, direction: 'older', cursor: null, limit: 500 },
    clock,
  );
  const steps = new Set(
    page.items.map((item) => Number.parseInt(item.id.replace('-', '').slice(0, 12), 16)),
  );
  expect(Math.max(...steps)).toBe(now - 180_000 * 5);
  expect(Math.min(...steps)).toBe(sinceMs);
});
