import { expect, test } from 'vitest';
import { buildExecutionId } from '@/lib/domain/execution-id';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { ensureDays } from '../partitions/ensure-days';
import { createProject } from './create-project';
import { deleteProject } from './delete-project';

const database = withTestDatabase();
const now = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;

/** 25 executions over three days, each with three steps, three entries and a payload. */
async function fill(projectId: number): Promise<void> {
  const ids = Array.from({ length: 25 }, (_, n) =>
    buildExecutionId(now - n * 7_200_000, 0, new Uint8Array(8).fill(projectId * 32 + n)),
  );
  await database.query(
    `INSERT INTO runlens.executions
       (project_id, id, created_at, status, event, target, action_keys, content_sha256, search)
     SELECT $1::int, id, now(), 4, 'UPDATE', 'PART', '{}', '\\x00', '' FROM unnest($2::uuid[]) id`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_steps (project_id, execution_id, seq)
     SELECT $1::int, id, seq FROM unnest($2::uuid[]) id, generate_series(1, 3) seq`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_entries (project_id, execution_id, seq, level, arrival)
     SELECT $1::int, id, seq, 2, 1 FROM unnest($2::uuid[]) id, generate_series(1, 3) seq`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_payloads (project_id, execution_id, context_text)
     SELECT $1::int, id, '{}' FROM unnest($2::uuid[]) id`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_verdicts
     SELECT $1::int, id, 1, '3.11.7', 'cpython', '\\x01', '\\x01', 'verify', now(), 'key', false, '[]'
     FROM unnest($2::uuid[]) id`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_attempts (project_id, execution_id, attempt)
     SELECT $1::int, id, 1 FROM unnest($2::uuid[]) id`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.code_versions (project_id, sha256, source_json, byte_length)
     VALUES ($1, '\\x01', '""', 0)`,
    [projectId],
  );
  await database.query(`INSERT INTO runlens.actions (project_id, key) VALUES ($1, 'check_part')`, [
    projectId,
  ]);
}

/** A row of each thing that executions and people leave behind. */
async function fillRest(projectId: number): Promise<void> {
  const id = `00000000-0000-4000-8000-${String(projectId).padStart(12, '0')}`;
  for (const statement of [
    `INSERT INTO runlens.action_versions VALUES ($1, 'check_part', '\\x01', $2)`,
    `INSERT INTO runlens.rollup_deltas (project_id, quarter, status, dim, value, n) VALUES ($1, now(), 4, 0, $2, 1)`,
    `INSERT INTO runlens.rollup_quarters VALUES ($1, now(), length($2::text) - 32, 1)`,
    `INSERT INTO runlens.rollup_days VALUES ($1, 1, 4, now(), $2, 1)`,
    `INSERT INTO runlens.feed (project_id, execution_id, is_new) VALUES ($1, $2, true)`,
    `INSERT INTO runlens.error_groups (project_id, fingerprint, message_template, first_execution_id) VALUES ($1, 'f', 'm', $2)`,
    `INSERT INTO runlens.saved_views (id, project_id, user_id, name, shared, search, columns) VALUES ($2, $1, $2, 'v', true, '', '')`,
    `INSERT INTO runlens.default_views VALUES ($1, $2, $2)`,
    `INSERT INTO runlens.pinned_cases VALUES ($1, 'check_part', $2, 'n', now(), 'p', 4, 'UPDATE', 'PART', NULL, NULL, NULL, '\\x01', NULL, '{}')`,
    `INSERT INTO runlens.runs (project_id, execution_id, attempt, executor, state, allowed_ms, recovery) VALUES ($1, $2, 2, 'sandbox', 'pending', 1, 'fail')`,
    `INSERT INTO runlens.action_runners (project_id, action_key, executor) VALUES ($1, $2, 'sandbox')`,
    `INSERT INTO runlens.action_throttles VALUES ($1, $2, now())`,
    `INSERT INTO runlens.promoted_paths (project_id, path) VALUES ($1, $2)`,
    `INSERT INTO runlens.frozen_selections (id, project_id, user_id, search, count) VALUES ($2, $1, $2, '', 1)`,
  ]) {
    await database.query(statement, [projectId, id]);
  }
  await database.query(
    'INSERT INTO runlens.frozen_selection_parts (selection_id, seq, execution_ids) VALUES ($1, 1, ARRAY[$1]::uuid[])',
    [id],
  );
}

async function countRows(projectId: number): Promise<Record<string, number>> {
  const tables = await database.list(
    `SELECT DISTINCT c.relname AS text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attname = 'project_id' AND c.relnamespace = 'runlens'::regnamespace
       AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM runlens.${table} WHERE project_id = $1`,
      [projectId],
    );
    counts[table] = row?.count ?? -1;
  }
  return counts;
}

test.each([7, 1_000])(
  'everything of a project goes, %i at a time, and nothing of another',
  async (slice) => {
    await ensureDays(now - 4 * DAY_MS, now + DAY_MS);
    const [mine, other] = [
      await createProject(`mine-${slice}`, 'Mine'),
      await createProject(`other-${slice}`, 'Other'),
    ];
    for (const { id } of [mine, other]) {
      await fill(id);
      await fillRest(id);
    }
    const parts = 'SELECT selection_id::text AS text FROM runlens.frozen_selection_parts';
    const partsBefore = await database.list(parts);
    const before = await countRows(other.id);
    expect(before).toMatchObject({ executions: 25, execution_steps: 75, execution_entries: 75 });

    await deleteProject(mine.id, slice);

    expect(Object.values(await countRows(mine.id)).every((count) => count === 0)).toBe(true);
    expect(await countRows(other.id)).toEqual(before);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([['api_keys', 0]]);
    expect(partsBefore.length - (await database.list(parts)).length).toBe(1);
    expect(
      await database.list(`SELECT key AS text FROM runlens.projects WHERE key LIKE $1`, [
        `%-${slice}`,
      ]),
    ).toEqual([other.key]);
  },
);
