import type { ExecutionId } from '@/lib/domain/execution-id';
import { FIRST_HASHED_SEQ } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { Prisma } from '../generated/client';

/**
 * The query for the first steps of an execution in the order of `inStepOrder`: by their seq, for which
 * the key is read no further than asked; those with a seq made of an id by their begin.
 * @param columns seq and started_at among them
 * @param which a condition on the rows
 */
export function firstSteps(
  columns: Prisma.Sql,
  of: { projectId: ProjectId; executionId: ExecutionId; limit: number; which?: Prisma.Sql },
): Prisma.Sql {
  const { projectId, executionId, limit, which = Prisma.sql`true` } = of;
  const rows = Prisma.sql`SELECT ${columns} FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ${executionId}::uuid AND ${which}`;
  return Prisma.sql`
    SELECT * FROM (
      (${rows} AND seq < ${FIRST_HASHED_SEQ} ORDER BY seq LIMIT ${limit})
      UNION ALL
      (${rows} AND seq >= ${FIRST_HASHED_SEQ} ORDER BY started_at NULLS FIRST, seq LIMIT ${limit})
    ) AS s
    ORDER BY CASE WHEN seq < ${FIRST_HASHED_SEQ} THEN 0 ELSE 1 END,
      CASE WHEN seq >= ${FIRST_HASHED_SEQ} THEN started_at END NULLS FIRST, seq
    LIMIT ${limit}`;
}
