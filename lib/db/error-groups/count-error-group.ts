import { type ExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import type { CountRange } from './count-error-groups';

/** How often one group occurred in a time range; `lastId` is null when it did not. */
export async function countErrorGroup(
  projectId: ProjectId,
  fingerprint: string,
  { sinceMs, untilMs }: CountRange,
): Promise<{ count: number; people: number; lastId: ExecutionId | null }> {
  const { rows } = await pool().query<{ count: number; people: number; last: string | null }>(
    `SELECT count(*)::int AS count, count(DISTINCT triggered_by)::int AS people,
       max(id::text COLLATE "C") AS last
     FROM runlens.executions
     WHERE project_id = $1 AND error_group = $2 AND id >= $3::uuid AND id < $4::uuid`,
    [projectId, fingerprint, lowestIdAt(sinceMs), lowestIdAt(untilMs)],
  );
  const [row] = rows;
  return { count: row?.count ?? 0, people: row?.people ?? 0, lastId: row?.last ?? null };
}
