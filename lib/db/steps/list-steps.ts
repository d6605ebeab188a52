import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import type { WholeStep } from '@/lib/domain/whole-step';
import { pool } from '../client';

/** Bytes of texts in one page; the step that goes over it is the last one of the page. */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

type Row = Omit<WholeStep, 'status'> & { status: number | null; there: number };

/** The length of a text is known without reading it, so the texts of other pages stay where they are. */
const PAGE = `
  SELECT seq, parent_seq AS "parentSeq", name, connector, status, started_at AS "startedAt",
    duration_ms AS "durationMs", input_text AS "inputText", output_text AS "outputText",
    error_text AS "errorText", there::int
  FROM (
    SELECT s.*, count(*) OVER () AS there, sum(bytes) OVER (ORDER BY seq) - bytes AS bytes_before
    FROM (
      SELECT *, coalesce(octet_length(input_text), 0) + coalesce(octet_length(output_text), 0)
        + coalesce(octet_length(error_text), 0) AS bytes
      FROM runlens.execution_steps
      WHERE project_id = $1 AND execution_id = $2 AND seq > $3
      ORDER BY seq LIMIT $4
    ) AS s
  ) AS p
  WHERE bytes_before <= $5 ORDER BY seq`;

/**
 * Steps with their texts, in the order of seq. A page of long texts is shorter than was asked for.
 * @param after the seq behind which it begins; -1 for all
 */
export async function listSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  { after, limit }: { after: number; limit: number },
): Promise<{ steps: WholeStep[]; isLast: boolean }> {
  const values = [projectId, executionId, after, limit + 1, MAX_PAGE_BYTES];
  const { rows } = await pool().query<Row>(PAGE, values);
  const page = rows.slice(0, limit);
  const steps = page.map(({ there: _, ...step }) => ({
    ...step,
    status: step.status === null ? null : stepStatusOfCode(step.status),
  }));
  return { steps, isLast: page.length === (rows[0]?.there ?? 0) };
}
