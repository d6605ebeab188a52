import { findContextText } from '@/lib/db/executions/find-payload';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { resolveExecutionId } from './resolve-execution-id';

/** The producer's JSON text of the context, byte for byte. Throws `not_found`, also when none was sent. */
export async function readContext(
  projectId: ProjectId,
  idOrExternalId: string,
): Promise<{ id: ExecutionId; text: string }> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const text = await findContextText(projectId, id);
  if (text === null) throw new AppError('not_found', 'No context was sent with this execution');
  return { id, text };
}
