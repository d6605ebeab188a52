import { beforeEach, describe, expect, it } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { pool } from '../client';
import { deleteOldFeed } from './delete-old-feed';

const { newProject, send, sendBody } = withIngest();

async function feedOf(project: ProjectId) {
  const { rows } = await pool().query<{ id: string; is_new: boolean }>(
    `SELECT e.external_id AS id, f.is_new FROM runlens.feed f
     JOIN runlens.executions e ON e.project_id = f.project_id AND e.id = f.execution_id
     WHERE f.project_id = $1 ORDER BY f.seq`,
    [project],
  );
  return rows.map(({ id, is_new }) => `${id} ${is_new ? 'new' : 'changed'}`);
}

const running = { ...LEAST, status: 'running' };

describe('ingest', () => {
  it('notes each new and each changed execution once, and nothing that stays as it is', async () => {
    const project = newProject();
    await send(project, { ...running, id: 'a' }, { ...LEAST, id: 'b' });
    await send(project, { ...running, id: 'a' }, { ...LEAST, id: 'b' });
    await send(project, { ...LEAST, id: 'a' }, { ...LEAST, id: 'c' });
    expect((await feedOf(project)).sort()).toEqual(['a changed', 'a new', 'b new', 'c new']);
  });

  it('notes several messages about one new execution in a batch as one that is new', async () => {
    const project = newProject();
    await send(project, { ...running, id: 'a' }, { ...LEAST, id: 'a' });
    expect(await feedOf(project)).toEqual(['a new']);
  });

  it('notes what a message of an earlier stage adds late', async () => {
    const project = newProject();
    await send(project, { ...LEAST, id: 'a' });
    await send(project, { ...running, id: 'a', triggered_by: 'ana@example.com' });
    expect(await feedOf(project)).toEqual(['a new', 'a changed']);
  });

  it('notes nothing of what it refuses', async () => {
    const project = newProject();
    await send(project, { ...LEAST, id: 'a' });
    const conflict = JSON.stringify({ ...LEAST, id: 'a', status: 'success' });
    const report = await sendBody(project, `${conflict}\n{"event": 1}`);
    expect(report.rejected).toHaveLength(2);
    expect(await feedOf(project)).toEqual(['a new']);
  });
});

describe('housekeeping', () => {
  beforeEach(() => pool().query('DELETE FROM runlens.feed'));

  it.each([1, 3, 4, 7, 100])('forgets what is older than an hour, %i at a time', async (slice) => {
    await pool().query(
      `INSERT INTO runlens.feed (project_id, execution_id, is_new, at)
       SELECT 1, gen_random_uuid(), true, now() - make_interval(mins => 81 - 10 * n)
       FROM generate_series(1, 7) AS n`,
    );
    await deleteOldFeed(slice);
    const { rows } = await pool().query(
      `SELECT round(extract(epoch FROM now() - at) / 60)::int AS minutes
       FROM runlens.feed ORDER BY seq`,
    );
    expect(rows.map(({ minutes }) => minutes)).toEqual([51, 41, 31, 21, 11]);
  });
});
