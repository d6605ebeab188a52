import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import type { WholeStep } from '@/lib/domain/whole-step';
import { prisma } from '../client';

/** As archiveAttempt and addArchivedSteps write it. */
interface ArchivedStep {
  seq: number;
  parent_seq: number | null;
  name: string | null;
  connector: string | null;
  status: number | null;
  started_at: string | null;
  duration_ms: number | null;
  input_text: string | null;
  output_text: string | null;
  error_text: string | null;
}

/** The steps of an attempt that another one has followed, by their seq; null where none were kept. */
export async function findArchivedSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
): Promise<WholeStep[] | null> {
  const row = await prisma().executionAttempt.findUnique({
    where: { projectId_executionId_attempt: { projectId, executionId, attempt } },
    select: { stepsJson: true },
  });
  if (!row?.stepsJson) return null;
  return (JSON.parse(row.stepsJson) as ArchivedStep[]).map((step) => ({
    seq: step.seq,
    parentSeq: step.parent_seq,
    name: step.name,
    connector: step.connector,
    status: step.status === null ? null : stepStatusOfCode(step.status),
    startedAt: step.started_at === null ? null : new Date(step.started_at),
    durationMs: step.duration_ms,
    inputText: step.input_text,
    outputText: step.output_text,
    errorText: step.error_text,
  }));
}
