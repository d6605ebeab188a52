import { findByExternalId, hasExecution } from '@/lib/db/executions/find-by-external-id';
import { AppError } from '@/lib/domain/app-error';
import { type ExecutionId, isExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** The execution that `:id` of a URL means: Runlens' id, or the producer's own. Throws `not_found`. */
export async function resolveExecutionId(projectId: ProjectId, text: string): Promise<ExecutionId> {
  const lower = text.toLowerCase();
  if (isExecutionId(lower) && (await hasExecution(projectId, lower))) return lower;
  const id = await findByExternalId(projectId, text);
  if (!id)
    throw new AppError(
      'not_found',
      'There is no such execution, or it is older than the retention',
    );
  return id;
}
