import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool, prisma } from '../client';

/** The execution of its own that a producer sent as an attempt of the same chain, or null. */
export async function findSentAttempt(
  projectId: ProjectId,
  id: ExecutionId,
  attempt: number,
): Promise<ExecutionId | null> {
  const own = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id } },
    select: { retryRoot: true },
  });
  if (!own) return null;
  // What is a retry has an attempt above the first: there is an index of those.
  const { rows } = await pool().query<{ id: ExecutionId }>(
    `SELECT id FROM runlens.executions WHERE project_id = $1 AND id = $2 AND attempt = $3
     UNION ALL
     SELECT id FROM runlens.executions
     WHERE project_id = $1 AND retry_root = $2 AND attempt > 1 AND attempt = $3
     ORDER BY id DESC LIMIT 1`,
    [projectId, own.retryRoot ?? id, attempt],
  );
  return rows[0]?.id ?? null;
}
