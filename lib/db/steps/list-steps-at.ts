import type { ChildPlace } from '@/lib/domain/child-place';
import type { ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { pool } from '../client';
import { idSpan } from '../executions/id-span';
import { Prisma } from '../generated/client';
import { inTwoOrders, STEP_ORDER } from './first-steps';

export interface StepAt extends ExecutionStep {
  executionId: ExecutionId;
}

type StepRow = Omit<StepAt, 'status' | 'startedAt'> & {
  status: number | null;
  started_at: Date | null;
};

/** Steps of several executions without their texts, in the order of the places and of `inStepOrder`. */
export async function listStepsAt(
  projectId: ProjectId,
  places: readonly ChildPlace[],
): Promise<StepAt[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ executionId }) => executionId);
  const [least, greatest] = idSpan(ids);
  const rowsOfRun = Prisma.sql`
    SELECT seq, parent_seq AS "parentSeq", name, connector, status, started_at,
      duration_ms AS "durationMs"
    FROM runlens.execution_steps
    WHERE project_id = ${projectId}::int AND execution_id = u.id
      AND execution_id >= ${least}::uuid AND execution_id <= ${greatest}::uuid`;
  const { text, values } = Prisma.sql`
    SELECT u.id AS "executionId", s.* FROM
      unnest(${ids}::uuid[], ${places.map(({ skip }) => skip)}::int[],
        ${places.map(({ take }) => take)}::int[]) WITH ORDINALITY AS u (id, skip, take, place)
      CROSS JOIN LATERAL (
        ${inTwoOrders(rowsOfRun, { most: Prisma.sql`u.skip + u.take` })} OFFSET u.skip LIMIT u.take
      ) AS s
    ORDER BY u.place, ${STEP_ORDER}`;
  const { rows } = await pool().query<StepRow>(text, values);
  return rows.map(({ started_at: startedAt, ...row }) => ({
    ...row,
    startedAt,
    status: row.status === null ? null : stepStatusOfCode(row.status),
  }));
}
