import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { statusOfCode } from '@/lib/domain/status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';

interface AttemptRow {
  id: string;
  attempt: number;
  status: number;
  started_at: Date | null;
  finished_at: Date | null;
  duration_ms: number | null;
  raised_action: string | null;
  validation_message: string | null;
  code_sha256: string | null;
  has_steps: boolean;
  context_bytes: number | null;
  output_bytes: number | null;
  warning_count: number;
  error_count: number;
  requested_by: string | null;
  requested_at: Date | null;
  executor: string | null;
  worker_id: string | null;
}

/** What a row of executions is: its last attempt, with who asked for it. */
const LAST = Prisma.sql`
  SELECT e.id, e.attempt, e.status, e.started_at, e.finished_at, e.duration_ms,
    e.raised_action, e.validation_message, encode(e.code_sha256, 'hex') AS code_sha256,
    e.step_count > 0 AS has_steps, p.context_bytes, octet_length(p.output_text) AS output_bytes, e.warning_count, e.error_count,
    a.requested_by, a.requested_at, a.executor, a.worker_id
  FROM runlens.executions e
  LEFT JOIN runlens.execution_payloads p ON p.project_id = e.project_id AND p.execution_id = e.id
  LEFT JOIN runlens.execution_attempts a ON a.project_id = e.project_id AND a.execution_id = e.id
    AND a.attempt = e.attempt`;

const EARLIER = Prisma.sql`
  SELECT execution_id AS id, attempt, status, started_at, finished_at, duration_ms,
    raised_action, validation_message, encode(code_sha256, 'hex') AS code_sha256,
    steps_json IS NOT NULL AS has_steps, octet_length(context_text) AS context_bytes, octet_length(output_text) AS output_bytes,
    warning_count, error_count, requested_by, requested_at, executor, worker_id
  FROM runlens.execution_attempts`;

/** Most executions that a producer sent as retries of one. */
const MAX_SENT = 50;

/**
 * Every attempt of an execution, the first one first: its own, those that came before within it, and
 * those that a producer sent as executions of their own. Empty when there is none.
 */
export async function listAttempts(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionAttempt[]> {
  const own = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id } },
    select: { retryRoot: true, attempt: true },
  });
  if (!own) return [];
  const root = own.retryRoot ?? id;
  const [last, earlier, sent] = await Promise.all([
    prisma().$queryRaw<AttemptRow[]>`
      ${LAST} WHERE e.project_id = ${projectId} AND e.id = ANY(${[id, root]}::uuid[])`,
    prisma().$queryRaw<AttemptRow[]>`
      ${EARLIER} WHERE project_id = ${projectId} AND execution_id = ${id}::uuid
        AND attempt < ${own.attempt} AND status IS NOT NULL`,
    // What is a retry has an attempt above the first: there is an index of those.
    prisma().$queryRaw<AttemptRow[]>`
      ${LAST} WHERE e.project_id = ${projectId} AND e.attempt > 1 AND e.retry_root = ${root}::uuid
        AND e.id <> ALL(${[id, root]}::uuid[]) ORDER BY e.id LIMIT ${MAX_SENT}`,
  ]);
  return [...last, ...earlier, ...sent]
    .sort((a, b) => a.attempt - b.attempt || (a.id < b.id ? -1 : 1))
    .map((row, at, rows) => toAttempt(row, at === rows.length - 1));
}

function toAttempt(row: AttemptRow, isLast: boolean): ExecutionAttempt {
  return {
    executionId: row.id,
    attempt: row.attempt,
    isLast,
    status: statusOfCode(row.status),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    durationMs: row.duration_ms,
    raisedAction: row.raised_action,
    validationMessage: row.validation_message,
    codeSha256: row.code_sha256,
    hasSteps: row.has_steps,
    contextBytes: row.context_bytes,
    outputBytes: row.output_bytes,
    warningCount: row.warning_count,
    errorCount: row.error_count,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    executor: row.executor,
    workerId: row.worker_id,
  };
}
