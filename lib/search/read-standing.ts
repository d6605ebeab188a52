import { findRunStanding } from '@/lib/db/executions/find-run-standing';
import { findOpenRun } from '@/lib/db/runs/find-open-run';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import type { LogStanding } from '@/lib/domain/run-standing';
import { resolveExecutionId } from './resolve-execution-id';

/** Which attempt an execution is at, how far that is, and whether it runs here. Throws `not_found`. */
export async function readStanding(
  projectId: ProjectId,
  idOrExternalId: string,
): Promise<LogStanding> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const standing = await findRunStanding(projectId, id);
  if (!standing) throw new AppError('not_found');
  return { ...standing, run: await findOpenRun(projectId, id) };
}
