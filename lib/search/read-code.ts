import { findArchivedCode } from '@/lib/db/attempts/find-archived-code';
import { findCode } from '@/lib/db/executions/find-code';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { notSent } from './not-sent';
import { ofAttempt } from './of-attempt';
import { resolveExecutionId } from './resolve-execution-id';

/** The exact code of an attempt, of the last one for null. Throws `not_found`, also when none was sent. */
export async function readCode(
  projectId: ProjectId,
  idOrExternalId: string,
  attempt: number | null = null,
): Promise<{ id: ExecutionId; code: string }> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const code = await ofAttempt(projectId, id, attempt, {
    last: (of) => findCode(projectId, of),
    archived: (earlier) => findArchivedCode(projectId, id, earlier),
  });
  if (code === null) throw notSent('code', attempt);
  return { id, code };
}
