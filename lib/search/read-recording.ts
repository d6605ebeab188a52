import { findArchivedText } from '@/lib/db/attempts/find-archived-text';
import { findOutputText } from '@/lib/db/executions/find-payload';
import type { ProjectId } from '@/lib/domain/project';
import { notSent } from './not-sent';
import { ofAttempt } from './of-attempt';
import { resolveExecutionId } from './resolve-execution-id';

/**
 * The producer's JSON text of what was recorded of an attempt, of the last one for null, byte for byte.
 * Throws `not_found`, also when none was sent.
 */
export async function readRecording(
  projectId: ProjectId,
  idOrExternalId: string,
  attempt: number | null = null,
): Promise<string> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const text = await ofAttempt(projectId, id, attempt, {
    last: (of) => findOutputText(projectId, of),
    archived: (earlier) => findArchivedText(projectId, id, earlier, 'output'),
  });
  if (text === null) throw notSent('output', attempt);
  return text;
}
