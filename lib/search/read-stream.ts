import { findOutputText } from '@/lib/db/executions/find-payload';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { readRecordedOutput, type StreamName } from '@/lib/domain/recorded-output';
import { resolveExecutionId } from './resolve-execution-id';

/** All of one printed stream. Throws `not_found`, also when it was not recorded. */
export async function readStream(
  projectId: ProjectId,
  idOrExternalId: string,
  stream: StreamName,
): Promise<{ id: ExecutionId; text: string }> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const text = readRecordedOutput(await findOutputText(projectId, id))[stream];
  if (text === null) throw new AppError('not_found', `${stream} was not recorded`);
  return { id, text };
}
