import { AppError } from '@/lib/domain/app-error';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { findCode } from './find-code';
import { findSummary } from './find-summary';

/** Everything that a download is made of. */
export interface StoredRun {
  summary: ExecutionSummary;
  code: string | null;
  contextText: string | null;
  outputText: string | null;
  /** In full, where the summary's may be cut. */
  validationMessage: string | null;
}

/** Throws `not_found`. */
export async function getStoredRun(projectId: ProjectId, id: ExecutionId): Promise<StoredRun> {
  const [summary, code, payload] = await Promise.all([
    findSummary(projectId, id),
    findCode(projectId, id),
    prisma().executionPayload.findUnique({
      where: { projectId_executionId: { projectId, executionId: id } },
      select: { contextText: true, outputText: true, validationMessage: true },
    }),
  ]);
  if (!summary)
    throw new AppError(
      'not_found',
      'There is no such execution, or it is older than the retention',
    );
  return {
    summary,
    code,
    contextText: payload?.contextText ?? null,
    outputText: payload?.outputText ?? null,
    validationMessage: payload?.validationMessage ?? summary.validationMessage,
  };
}
