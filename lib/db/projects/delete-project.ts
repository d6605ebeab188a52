import type { ProjectId } from '@/lib/domain/project';
import { pool, prisma } from '../client';
import { inTransaction } from '../in-transaction';
import { dropCountsOfProject } from '../rollups/drop-counts';
import { dropSelectionsOfProject } from '../selections/drop-selections-of-project';

/** Tables that hold rows of a project by execution, children before parents, with the execution's column. */
const BY_EXECUTION = {
  execution_attempts: 'execution_id',
  execution_verdicts: 'execution_id',
  execution_entries: 'execution_id',
  execution_steps: 'execution_id',
  execution_payloads: 'execution_id',
  executions: 'id',
} as const;

/** What the executions of a project share, and what people have made of them. */
const SHARED = [
  'runs',
  'action_runners',
  'action_throttles',
  'code_versions',
  'action_versions',
  'actions',
  'feed',
  'error_groups',
  'default_views',
  'saved_views',
  'pinned_cases',
  'promoted_paths',
] as const;

/** Executions a statement deletes: few enough to end within the time that a statement has. */
const SLICE = 10_000;

/**
 * Deletes the project and everything in it: keys first, so that nothing new arrives meanwhile. The
 * project itself goes last: a deletion that was interrupted can be asked for again.
 */
export async function deleteProject(projectId: ProjectId, slice = SLICE): Promise<void> {
  await prisma().apiKey.deleteMany({ where: { projectId } });
  for (const [table, column] of Object.entries(BY_EXECUTION)) {
    await deleteInSlices(projectId, table, column, slice);
  }
  for (const table of SHARED) {
    await pool().query(`DELETE FROM runlens.${table} WHERE project_id = $1`, [projectId]);
  }
  await deleteSelections(projectId);
  await inTransaction((client) => dropCountsOfProject(client, projectId));
  await dropSelectionsOfProject(projectId);
  await prisma().project.deleteMany({ where: { id: projectId } });
}

/** The parts of a selection know only the selection. */
async function deleteSelections(projectId: ProjectId): Promise<void> {
  await pool().query(
    `DELETE FROM runlens.frozen_selection_parts WHERE selection_id IN
       (SELECT id FROM runlens.frozen_selections WHERE project_id = $1)`,
    [projectId],
  );
  await pool().query('DELETE FROM runlens.frozen_selections WHERE project_id = $1', [projectId]);
}

/** Names of tables and columns come from the closed list above. */
async function deleteInSlices(
  projectId: ProjectId,
  table: string,
  column: string,
  slice: number,
): Promise<void> {
  const statement = `
    DELETE FROM runlens.${table} WHERE project_id = $1 AND ${column} <= coalesce(
      (SELECT ${column} FROM runlens.${table} WHERE project_id = $1
        ORDER BY ${column} OFFSET $2 LIMIT 1),
      'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)`;
  for (;;) {
    const { rowCount } = await pool().query(statement, [projectId, slice - 1]);
    if ((rowCount ?? 0) < slice) return;
  }
}
