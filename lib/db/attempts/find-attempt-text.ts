import type { AttemptPart } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { findContextText, findOutputText } from '../executions/find-payload';
import { findArchivedText } from './find-archived-text';
import { placeOfAttempt } from './place-of-attempt';

/** A text of one attempt as it was stored, or null where there is none. */
export async function findAttemptText(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
  part: AttemptPart,
): Promise<string | null> {
  if ((await placeOfAttempt(projectId, executionId, attempt)) === 'last') {
    const find = part === 'context' ? findContextText : findOutputText;
    return find(projectId, executionId);
  }
  return findArchivedText(projectId, executionId, attempt, part);
}
