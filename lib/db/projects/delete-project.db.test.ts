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
    `INSERT INTO runlens.execution_entries (project_id, execution_id, seq, level)
     SELECT $1::int, id, seq, 2 FROM unnest($2::uuid[]) id, generate_series(1, 3) seq`,
    [projectId, ids],
  );
  await database.query(
    `INSERT INTO runlens.execution_payloads (project_id, execution_id, context_text)
     SELECT $1::int, id, '{}' FROM unnest($2::uuid[]) id`,
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
  await database.query(
    `INSERT INTO runlens.field_values (project_id, field, value) VALUES ($1, 'event', 'UPDATE')`,
    [projectId],
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
    await fill(mine.id);
    await fill(other.id);
    const before = await countRows(other.id);
    expect(before).toMatchObject({ executions: 25, execution_steps: 75, execution_entries: 75 });

    await deleteProject(mine.id, slice);

    expect(Object.values(await countRows(mine.id)).every((count) => count === 0)).toBe(true);
    expect(await countRows(other.id)).toEqual(before);
    expect(
      await database.list(`SELECT key AS text FROM runlens.projects WHERE key LIKE $1`, [
        `%-${slice}`,
      ]),
    ).toEqual([other.key]);
  },
);
