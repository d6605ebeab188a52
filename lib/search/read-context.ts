import { findArchivedText } from '@/lib/db/attempts/find-archived-text';
import { findContextText } from '@/lib/db/executions/find-payload';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { notSent } from './not-sent';
import { ofAttempt } from './of-attempt';
import { resolveExecutionId } from './resolve-execution-id';

/**
 * The producer's JSON text of the context of an attempt, of the last one for null, byte for byte. Throws
 * `not_found`, also when none was sent.
 */
export async function readContext(
  projectId: ProjectId,
  idOrExternalId: string,
  attempt: number | null = null,
): Promise<{ id: ExecutionId; text: string }> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const text = await ofAttempt(projectId, id, attempt, {
    last: (of) => findContextText(projectId, of),
    archived: (earlier) => findArchivedText(projectId, id, earlier, 'context'),
  });
  if (text === null) throw notSent('context', attempt);
  return { id, text };
}
