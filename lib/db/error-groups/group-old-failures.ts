import { FAILING_CODES } from '@/lib/domain/error-group';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import { KnownValues } from '../executions/known-values';
import { findSetting } from '../settings/find-setting';
import { saveSetting } from '../settings/save-setting';
import { insertErrorGroups } from './insert-error-groups';
import { readFailures } from './read-failures';
import { setErrorGroups } from './set-error-groups';

/** Executions of one step: a fraction of a second. */
const SLICE = 500;
/** Above every id. */
const TOP = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Groups the next few failures that were stored before there were groups, newest first, one project
 * after the other. How far it got is remembered. Two processes that do it both lose only time.
 * @returns whether more is left
 */
export async function groupOldFailures(slice = SLICE): Promise<boolean> {
  const from = await findSetting('error_groups_backfill');
  if (from?.isDone) return false;
  const projectId = from ? (from.projectId as ProjectId) : await projectAfter(0);
  if (projectId === null) return finish();
  const ids = await listUngrouped(projectId, from?.before ?? TOP, slice);
  await groupAgain(projectId, ids);
  const oldest = ids.at(-1);
  if (oldest && ids.length === slice) return goOn(projectId, oldest);
  const next = await projectAfter(projectId);
  return next === null ? finish() : goOn(next, TOP);
}

async function groupAgain(projectId: ProjectId, ids: readonly ExecutionId[]): Promise<void> {
  const failures = await readFailures(pool(), projectId, ids);
  const grouped = failures.flatMap(({ id, failure }) => (failure ? [{ id, failure }] : []));
  const known = new KnownValues(pool());
  await insertErrorGroups(pool(), projectId, grouped, known);
  known.commit();
  await setErrorGroups(pool(), projectId, failures);
}

/** One status at a time: that is the order of an index, however few of the executions have failed. */
async function listUngrouped(
  projectId: ProjectId,
  before: ExecutionId,
  limit: number,
): Promise<ExecutionId[]> {
  const ids: ExecutionId[] = [];
  for (const status of FAILING_CODES) {
    const { rows } = await pool().query<{ id: ExecutionId }>(
      `SELECT id FROM runlens.executions
       WHERE project_id = $1 AND status = $2 AND id < $3::uuid AND error_group IS NULL
       ORDER BY id DESC LIMIT $4`,
      [projectId, status, before, limit],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids.sort((a, b) => (a > b ? -1 : 1)).slice(0, limit);
}

async function projectAfter(projectId: number): Promise<ProjectId | null> {
  const { rows } = await pool().query<{ id: ProjectId }>(
    'SELECT id FROM runlens.projects WHERE id > $1 ORDER BY id LIMIT 1',
    [projectId],
  );
  return rows[0]?.id ?? null;
}

async function goOn(projectId: number, before: string): Promise<boolean> {
  await saveSetting('error_groups_backfill', { isDone: false, projectId, before });
  return true;
}

async function finish(): Promise<boolean> {
  await saveSetting('error_groups_backfill', { isDone: true, projectId: 0, before: '' });
  return false;
}
