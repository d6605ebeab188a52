import { describe, expect, it } from 'vitest';
import { disconnect, pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { failedPart, withErrorGroups } from '@/lib/testing/with-error-groups';
import { LEAST } from '@/lib/testing/with-ingest';
import { groupOldFailures } from './group-old-failures';

const { onlyGroup, rowsOf, send } = withErrorGroups();

describe('failures from before there were groups', () => {
  it('get theirs, newest first, step by step, and only once', async () => {
    const { rows } = await pool().query(
      `INSERT INTO runlens.projects (key, name) VALUES ('old-1', 'x'), ('old-2', 'x') RETURNING id`,
    );
    const projects = rows.map(({ id }) => id as ProjectId);
    const expected = new Map<string, string>();
    for (const project of projects) {
      await send(project, ...Array.from({ length: 7 }, (_, i) => failedPart(i)));
      await send(project, { ...LEAST, id: 'mute' }, failedPart(9, { status: 'success' }));
      for (const row of await rowsOf(project))
        expected.set(`${project} ${row.id}`, row.error_group);
    }
    await pool().query(
      'UPDATE runlens.executions SET error_group = NULL WHERE project_id = ANY($1)',
      [projects],
    );
    await pool().query('DELETE FROM runlens.error_groups WHERE project_id = ANY($1)', [projects]);
    await pool().query(`DELETE FROM runlens.settings WHERE key = 'error_groups_backfill'`);
    // The process forgets what it knows to be stored, as after a start.
    await disconnect();
    let steps = 1;
    while (await groupOldFailures(3)) steps += 1;
    expect(steps).toBeGreaterThan(5);
    for (const project of projects) {
      for (const row of await rowsOf(project)) {
        expect(row.error_group).toBe(expected.get(`${project} ${row.id}`));
      }
      await onlyGroup(project);
    }
    await pool().query(
      'UPDATE runlens.executions SET error_group = NULL WHERE project_id = ANY($1)',
      [projects],
    );
    expect(await groupOldFailures(3)).toBe(false);
    expect((await rowsOf(projects[0] as ProjectId)).map((row) => row.error_group)).not.toContain(
      expect.any(String),
    );
  });
});
