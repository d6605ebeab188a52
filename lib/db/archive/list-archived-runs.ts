import type { ArchivedRun } from '@/lib/domain/archived-run';
import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { statusOfCode } from '@/lib/domain/status';
import { prisma } from '../client';
import { listStoredRuns } from '../executions/list-stored-runs';

interface Row {
  id: ExecutionId;
  received_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  retry_of: string | null;
  language: string | null;
  actions_text: string | null;
  trigger_text: string | null;
  attributes_text: string | null;
  alterations: unknown;
}

/** Everything of some executions but their steps and entries, in the order of the ids. */
export async function listArchivedRuns(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<ArchivedRun[]> {
  const [stored, rows, attempts] = await Promise.all([
    listStoredRuns(projectId, ids),
    prisma().$queryRaw<Row[]>`
      SELECT e.id, e.received_at, e.started_at, e.finished_at, e.retry_of, e.language,
        p.actions_text, p.trigger_text, p.attributes_text, p.alterations
      FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
        ON p.project_id = e.project_id AND p.execution_id = e.id
      WHERE e.project_id = ${projectId} AND e.id = ANY(${[...ids]}::uuid[]) ORDER BY e.id`,
    prisma().executionAttempt.findMany({
      where: { projectId, executionId: { in: [...ids] }, archivedAt: { not: null } },
      orderBy: { attempt: 'asc' },
    }),
  ]);
  return rows.flatMap((row) => {
    const run = stored.get(row.id);
    if (!run) return [];
    const { summary, code, contextText, outputText, validationMessage } = run;
    return {
      ...{ summary, code, contextText, outputText, validationMessage },
      receivedAt: row.received_at,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      retryOf: row.retry_of,
      language: row.language,
      actionsText: row.actions_text,
      triggerText: row.trigger_text,
      attributesText: row.attributes_text,
      alterations: (row.alterations ?? []) as Alteration[],
      attempts: attempts
        .filter(({ executionId }) => executionId === row.id)
        .map((one) => ({
          attempt: one.attempt,
          status: one.status === null ? null : statusOfCode(one.status),
          startedAt: one.startedAt,
          finishedAt: one.finishedAt,
          durationMs: one.durationMs,
          raisedAction: one.raisedAction,
          validationMessage: one.validationMessage,
          requestedBy: one.requestedBy,
          contextText: one.contextText,
          outputText: one.outputText,
          stepsText: one.stepsJson,
        })),
    };
  });
}
