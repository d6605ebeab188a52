import type { ExecutionId } from '@/lib/domain/execution-id';
import { FIRST_HASHED_SEQ } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { STEPS_START, type StepPlace } from '@/lib/domain/step-place';
import { Prisma } from '../generated/client';

/** `inStepOrder` in SQL: by seq, and by its begin for a step whose seq is made of an id. */
export const STEP_ORDER = Prisma.sql`seq >= ${FIRST_HASHED_SEQ}::int,
  CASE WHEN seq >= ${FIRST_HASHED_SEQ}::int THEN started_at END NULLS FIRST, seq`;

interface Asked {
  projectId: ProjectId;
  executionId: ExecutionId;
  limit: number;
  /** A condition on the rows. */
  which?: Prisma.Sql;
  after?: StepPlace;
}

/**
 * The query for the first steps of an execution in the order of `inStepOrder`, or for those behind a
 * place. By their seq the key is read no further than asked.
 * @param columns seq and started_at among them
 */
export function firstSteps(columns: Prisma.Sql, asked: Asked): Prisma.Sql {
  const { projectId, executionId, limit, which = Prisma.sql`true`, after = STEPS_START } = asked;
  const rows = Prisma.sql`SELECT ${columns} FROM runlens.execution_steps
    WHERE project_id = ${projectId}::int AND execution_id = ${executionId}::uuid AND ${which}`;
  const most = Prisma.sql`${limit}::int`;
  return Prisma.sql`${inTwoOrders(rows, { most, after })} LIMIT ${most}`;
}

/**
 * Some steps in the order of `inStepOrder`, at least the first `most` of them. Those with a seq of their
 * own and those with one that is made of an id are read apart, each in its order.
 * @param rows a query that ends with a condition
 */
export function inTwoOrders(
  rows: Prisma.Sql,
  { most, after = STEPS_START }: { most: Prisma.Sql; after?: StepPlace },
): Prisma.Sql {
  const numbered = Prisma.sql`seq > ${after.seq}::int AND seq < ${FIRST_HASHED_SEQ}::int`;
  return Prisma.sql`
    SELECT * FROM (
      (${rows} AND ${numbered} ORDER BY seq LIMIT ${most})
      UNION ALL
      (${rows} AND ${hashedBehind(after)} ORDER BY started_at NULLS FIRST, seq LIMIT ${most})
    ) AS s
    ORDER BY ${STEP_ORDER}`;
}

function hashedBehind({ seq, startedMs }: StepPlace): Prisma.Sql {
  if (seq < FIRST_HASHED_SEQ) return Prisma.sql`seq >= ${FIRST_HASHED_SEQ}::int`;
  const begin = startedMs === null ? '-infinity' : new Date(startedMs).toISOString();
  return Prisma.sql`seq >= ${FIRST_HASHED_SEQ}::int
    AND (coalesce(started_at, '-infinity'), seq) > (${begin}::timestamptz, ${seq}::int)`;
}
