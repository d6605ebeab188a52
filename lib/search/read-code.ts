import { findCode } from '@/lib/db/executions/find-code';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { resolveExecutionId } from './resolve-execution-id';

/** The exact code. Throws `not_found`, also when none was sent. */
export async function readCode(
  projectId: ProjectId,
  idOrExternalId: string,
): Promise<{ id: ExecutionId; code: string }> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const code = await findCode(projectId, id);
  if (code === null) throw new AppError('not_found', 'No code was sent with this execution');
  return { id, code };
}
