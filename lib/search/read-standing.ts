import { findRunStanding } from '@/lib/db/executions/find-run-standing';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import type { RunStanding } from '@/lib/domain/run-standing';
import { resolveExecutionId } from './resolve-execution-id';

/** Which attempt an execution is at, and how far that is. Throws `not_found`. */
export async function readStanding(
  projectId: ProjectId,
  idOrExternalId: string,
): Promise<RunStanding> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const standing = await findRunStanding(projectId, id);
  if (!standing) throw new AppError('not_found');
  return standing;
}
