import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { CountedRow } from '../rollups/dimensions';
import type { RollupChanges } from '../rollups/rollup-changes';
import { COUNTED_COLUMNS } from './counted-columns';
import { TRIED_SHA256_SQL } from './tried-content';

const FORGET = `
  WITH stale AS (
    DELETE FROM runlens.execution_verdicts v
    USING runlens.executions e, runlens.execution_payloads p
    WHERE v.project_id = $1 AND v.execution_id = ANY($2::uuid[])
      AND e.project_id = v.project_id AND e.id = v.execution_id
      AND p.project_id = v.project_id AND p.execution_id = v.execution_id
      AND v.tried_sha256 <> ${TRIED_SHA256_SQL}
    RETURNING v.execution_id, v.verdict
  )
  UPDATE runlens.executions e SET verdict = NULL FROM stale
  WHERE e.project_id = $1 AND e.id = stale.execution_id
  RETURNING e.id, stale.verdict AS was, ${COUNTED_COLUMNS}`;

/**
 * Takes back the verdicts of executions whose code, context or recording a merge has changed: they
 * are not tried again. The transaction holds the locks of their rows.
 */
export async function forgetStaleVerdicts(
  client: PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  changes: RollupChanges,
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await client.query<CountedRow & { id: ExecutionId; was: number }>(FORGET, [
    projectId,
    ids,
  ]);
  for (const { id, was, ...row } of rows) changes.note(id, { ...row, reproducibility: was }, row);
}
