import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { STATUSES } from '@/lib/domain/status';
import { NOW, withIngest } from '@/lib/testing/with-ingest';
import { DAY_MS, dayOf } from '../partitions/day';
import { dropDaysBefore } from '../partitions/drop-days-before';
import { splitSql } from '../split-sql';
import { DIMENSION, REPRODUCIBILITY_SQL } from './dimensions';
import { dropEmptyCounts } from './drop-empty-counts';
import { foldRollups } from './fold-rollups';

const { newProject, sendBody, onlyRow, send } = withIngest();

const MS_OF_ID = `('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint`;
const VALUES: Record<keyof typeof DIMENSION, string> = {
  event: 'event',
  target: 'target',
  action: 'unnest(action_keys)',
  triggered_by: 'triggered_by',
  environment: 'environment',
  reproducibility: REPRODUCIBILITY_SQL,
};

/** `dim status day value n` of what is stored, by a plain scan. */
async function truth(project: ProjectId): Promise<string[]> {
  const dims = Object.entries(VALUES).map(
    ([name, sql]) => `
      SELECT ${DIMENSION[name as keyof typeof DIMENSION]} AS dim, s.status, ${MS_OF_ID} / ${DAY_MS} AS at, ${sql} AS value
      FROM runlens.executions e CROSS JOIN LATERAL (VALUES (e.status), (-1)) s (status) WHERE project_id = $1`,
  );
  return counts(
    `SELECT dim, status, at, value, count(*) AS n FROM (
       SELECT 0 AS dim, status, ${MS_OF_ID} / 900000 AS at, '' AS value FROM runlens.executions WHERE project_id = $1
       UNION ALL ${dims.join(' UNION ALL ')}
     ) x WHERE value IS NOT NULL GROUP BY 1, 2, 3, 4`,
    project,
  );
}

const FOLDED = `
  SELECT 0 AS dim, status, extract(epoch FROM quarter)::bigint / 900 AS at, '' AS value, n
  FROM runlens.rollup_quarters WHERE project_id = $1
  UNION ALL SELECT dim, status, extract(epoch FROM day)::bigint / 86400, value, n
  FROM runlens.rollup_days WHERE project_id = $1`;

const WAITING = `
  SELECT 0 AS dim, status, extract(epoch FROM quarter)::bigint / 900 AS at, '' AS value, n
  FROM runlens.rollup_deltas WHERE project_id = $1 AND dim = 0
  UNION ALL SELECT dim, s.status, extract(epoch FROM quarter)::bigint / 86400, value, n
  FROM runlens.rollup_deltas d CROSS JOIN LATERAL (VALUES (d.status), (-1)) s (status)
  WHERE project_id = $1 AND dim > 0`;

async function counts(sql: string, project: ProjectId): Promise<string[]> {
  const { rows } = await pool().query(
    `SELECT concat_ws(' ', dim, status, at, value, sum(n)) AS line FROM (${sql}) x
     GROUP BY dim, status, at, value HAVING sum(n) <> 0`,
    [project],
  );
  return rows.map(({ line }) => line).sort();
}

const folded = (project: ProjectId) => counts(FOLDED, project);
const counted = (project: ProjectId) => counts(`${FOLDED} UNION ALL ${WAITING}`, project);

async function foldAll(slice?: number): Promise<void> {
  while (await foldRollups(slice));
}

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Messages about few executions, so that most of them meet. */
const message = fc.record(
  {
    id: one('a', 'b', 'c', 'd'),
    created_at: one(
      '2026-11-20T09:00:00.123Z',
      '2026-11-20T08:59:59.999Z',
      '2026-11-19T00:00:00.000Z',
    ),
    status: one(...STATUSES),
    event: one('UPDATE', 'CREATE'),
    target: one('PART', 'ORDER'),
    actions: one([], ['check'], ['check', 'price'], ['ship']),
    triggered_by: one('ana', 'wei'),
    environment: one('production', 'staging'),
    code: one('print(1)', 'print(2)'),
    output: one({ stdout: '1' }, { stdout: '2' }),
  },
  { requiredKeys: ['id', 'created_at', 'status', 'event', 'target'] },
);

const body = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).join('\n');

describe('counts', () => {
  it('are those of a plain scan after any messages, sent by several at once, while others fold', async () => {
    const uploads = fc.array(fc.array(message, { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(uploads, async (bodies) => {
        const project = newProject();
        await Promise.all([
          ...bodies.map((items) => sendBody(project, body(items))),
          foldAll(7),
          foldAll(11),
        ]);
        const scanned = await truth(project);
        expect(scanned.length).toBeGreaterThan(0);
        expect(await counted(project)).toEqual(scanned);
        await Promise.all([foldAll(5), foldAll(13), foldAll()]);
        await foldAll();
        expect(await folded(project)).toEqual(scanned);
        expect(await counts(WAITING, project)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('lose nothing when many fold at once', async () => {
    const project = newProject();
    const items = Array.from({ length: 400 }, (_, n) => ({
      ...{ id: `x${n}`, status: 'success', event: `E${n % 40}`, target: 'PART' },
      created_at: new Date(NOW.getTime() - n * 600_000).toISOString(),
    }));
    await sendBody(project, body(items));
    await Promise.all(Array.from({ length: 6 }, () => foldAll(50)));
    expect(await folded(project)).toEqual(await truth(project));
  });

  it('that came to nothing are dropped', async () => {
    const project = newProject();
    const item = { id: 'x', created_at: '2026-11-20T09:00:00Z', event: 'UPDATE', target: 'PART' };
    await send(project, { ...item, status: 'running' });
    await foldAll();
    await send(project, { ...item, status: 'success' });
    await foldAll();
    await dropEmptyCounts();
    expect(await folded(project)).toEqual(await truth(project));
    const { rows } = await pool().query('SELECT FROM runlens.rollup_quarters WHERE n = 0');
    expect(rows).toEqual([]);
  });

  it('go with the day that they count, folded or not', async () => {
    const project = newProject();
    const days = [25, 24, 23].map((age) => dayOf(NOW.getTime()) - age * DAY_MS);
    const items = days.map((day, n) => ({
      ...{ id: `d${n}`, status: 'failed', event: 'UPDATE', target: 'PART' },
      created_at: new Date(day + 1).toISOString(),
    }));
    await sendBody(project, body(items));
    await foldAll();
    await sendBody(project, body(items.map((item) => ({ ...item, id: `${item.id}-late` }))));
    await dropDaysBefore(days[1] ?? 0);
    const scanned = await truth(project);
    expect(await counted(project)).toEqual(scanned);
    await foldAll();
    expect(await folded(project)).toEqual(scanned);
    expect(scanned.filter((line) => line.startsWith('0 '))).toHaveLength(2);
  });

  it('of an older installation are made by the migration', async () => {
    const project = newProject();
    const messages = fc.sample(message, { numRuns: 60, seed: 7 });
    await sendBody(project, body(messages.map((item, n) => ({ ...item, id: `m${n}` }))));
    const versions = `SELECT action_key || ' ' || encode(code_sha256, 'hex') || ' ' || first_execution_id AS line
      FROM runlens.action_versions WHERE project_id = ${project} ORDER BY 1`;
    const { rows: before } = await pool().query(versions);
    for (const table of ['deltas', 'quarters', 'days'].map((name) => `rollup_${name}`)) {
      await pool().query(`DELETE FROM runlens.${table}`);
    }
    await pool().query('DELETE FROM runlens.action_versions');
    const file = new URL(
      '../../../prisma/migrations/0004_rollup_backfill/migration.sql',
      import.meta.url,
    );
    const statements = splitSql(readFileSync(fileURLToPath(file), 'utf8'));
    for (const statement of statements.filter((sql) => /^(--.*\n)*INSERT/.test(sql.trim()))) {
      await pool().query(statement);
    }
    expect(await folded(project)).toEqual(await truth(project));
    const { rows: after } = await pool().query(versions);
    expect(after).toEqual(before);
    expect(after.length).toBeGreaterThan(4);
  });
});

describe('what a row says of its children', () => {
  const item = { id: 'x', created_at: '2026-11-20T09:00:00Z', event: 'UPDATE', target: 'PART' };
  const entry = (seq: number, level: string) => ({ seq, level, message: level });

  it('follows later entries', async () => {
    const project = newProject();
    const first = { ...item, status: 'running', entries: [entry(1, 'warning'), entry(2, 'info')] };
    await send(project, first);
    expect(await onlyRow(project)).toMatchObject({ warning_count: 1, error_count: 0 });
    const second = { ...item, status: 'failed', entries: [entry(2, 'error'), entry(3, 'warning')] };
    await send(project, second);
    expect(await onlyRow(project)).toMatchObject({ warning_count: 2, error_count: 1 });
    await send(project, { ...item, status: 'running', entries: [entry(4, 'error')] });
    expect(await onlyRow(project)).toMatchObject({ warning_count: 2, error_count: 2 });
  });

  it('knows of output that comes in any order', async () => {
    const project = newProject();
    await send(project, { ...item, status: 'failed' });
    expect(await onlyRow(project)).toMatchObject({ has_output: false });
    await send(project, { ...item, status: 'running', output: { stdout: 'x' } });
    expect(await onlyRow(project)).toMatchObject({ has_output: true, status: 6 });
    await send(project, { ...item, status: 'queued' });
    expect(await onlyRow(project)).toMatchObject({ has_output: true, status: 6 });
  });

  it('names the first execution of each version of code, in whatever order they come', async () => {
    const project = newProject();
    const run = (id: string, hour: number, code: string, ...actions: string[]) => ({
      ...{ id, status: 'success', event: 'UPDATE', target: 'PART', code, actions },
      created_at: `2026-11-20T0${hour}:00:00Z`,
    });
    await send(project, run('b', 5, 'v1', 'check'), run('c', 6, 'v2', 'check', 'ship'));
    await send(project, run('a', 3, 'v1', 'check'));
    await send(project, run('d', 7, 'v1', 'check'));
    const { rows } = await pool().query(
      `SELECT v.action_key, e.external_id FROM runlens.action_versions v JOIN runlens.executions e
         ON e.project_id = v.project_id AND e.id = v.first_execution_id
       WHERE v.project_id = $1 ORDER BY 1, 2`,
      [project],
    );
    expect(rows.map((row) => `${row.action_key} ${row.external_id}`)).toEqual([
      'check a',
      'check c',
      'ship c',
    ]);
  });
});
