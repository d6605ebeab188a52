import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool, prisma } from '../client';

/** Where an attempt of an execution is: the row itself, or kept since another has followed; null for none. */
export async function placeOfAttempt(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
): Promise<'last' | 'archived' | null> {
  const own = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id: executionId } },
    select: { attempt: true },
  });
  if (own?.attempt === attempt) return 'last';
  // Of an attempt to come there may be who asked for it, and nothing else.
  const { rowCount } = await pool().query(
    `SELECT 1 FROM runlens.execution_attempts
     WHERE project_id = $1 AND execution_id = $2 AND attempt = $3
       AND (status IS NOT NULL OR steps_json IS NOT NULL)`,
    [projectId, executionId, attempt],
  );
  return rowCount ? 'archived' : null;
}
