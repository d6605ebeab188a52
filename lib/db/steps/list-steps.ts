import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { MAX_STEP_PAGE_BYTES } from '@/lib/domain/step-page';
import type { StepPlace } from '@/lib/domain/step-place';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import type { WholeStep } from '@/lib/domain/whole-step';
import { pool } from '../client';
import { Prisma } from '../generated/client';
import { firstSteps, STEP_ORDER } from './first-steps';

type Row = Omit<WholeStep, 'status'> & { status: number | null; there: number };

/** The length of a text is known without reading it, so the texts of other pages stay where they are. */
const COLUMNS = Prisma.sql`*, coalesce(octet_length(input_text), 0)
  + coalesce(octet_length(output_text), 0) + coalesce(octet_length(error_text), 0) AS bytes`;

/**
 * Steps with their texts, in the order of `inStepOrder`. A page of long texts is shorter than was asked
 * for.
 * @param after behind which it begins
 */
export async function listSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  { after, limit }: { after: StepPlace; limit: number },
): Promise<{ steps: WholeStep[]; isLast: boolean }> {
  const first = firstSteps(COLUMNS, { projectId, executionId, after, limit: limit + 1 });
  const { text, values } = Prisma.sql`
    SELECT seq, parent_seq AS "parentSeq", name, connector, status, started_at AS "startedAt",
      duration_ms AS "durationMs", input_text AS "inputText", output_text AS "outputText",
      error_text AS "errorText", there::int
    FROM (
      SELECT s.*, count(*) OVER () AS there,
        sum(bytes) OVER (ORDER BY ${STEP_ORDER}) - bytes AS bytes_before
      FROM (${first}) AS s
    ) AS p
    WHERE bytes_before <= ${MAX_STEP_PAGE_BYTES} ORDER BY ${STEP_ORDER}`;
  const { rows } = await pool().query<Row>(text, values);
  const page = rows.slice(0, limit);
  const steps = page.map(({ there: _, ...step }) => ({
    ...step,
    status: step.status === null ? null : stepStatusOfCode(step.status),
  }));
  return { steps, isLast: page.length === (rows[0]?.there ?? 0) };
}
