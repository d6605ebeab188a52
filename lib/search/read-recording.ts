import { findOutputText } from '@/lib/db/executions/find-payload';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { resolveExecutionId } from './resolve-execution-id';

/** The producer's JSON text of the recording, byte for byte. Throws `not_found`, also when none was sent. */
export async function readRecording(projectId: ProjectId, idOrExternalId: string): Promise<string> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const text = await findOutputText(projectId, id);
  if (text === null) throw new AppError('not_found', 'No output was sent with this execution');
  return text;
}
