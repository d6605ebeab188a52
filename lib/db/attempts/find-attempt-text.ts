import type { AttemptPart } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { findContextText, findOutputText } from '../executions/find-payload';
import { findArchivedText } from './find-archived-text';

/** A text of one attempt as it was stored, or null where there is none. */
export async function findAttemptText(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
  part: AttemptPart,
): Promise<string | null> {
  const own = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id: executionId } },
    select: { attempt: true },
  });
  if (own?.attempt === attempt) {
    const find = part === 'context' ? findContextText : findOutputText;
    return find(projectId, executionId);
  }
  return findArchivedText(projectId, executionId, attempt, part);
}
