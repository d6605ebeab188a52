import { findSentAttempt } from '@/lib/db/attempts/find-sent-attempt';
import { placeOfAttempt } from '@/lib/db/attempts/place-of-attempt';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/**
 * Reads something of one attempt of an execution from where that is: its own row, what is kept of what
 * another attempt has followed, or an execution of its own that a producer sent. Throws `not_found` for
 * an attempt that there is not.
 * @param attempt null: the last one
 */
export async function ofAttempt<T>(
  projectId: ProjectId,
  id: ExecutionId,
  attempt: number | null,
  read: { last: (id: ExecutionId) => Promise<T>; archived: (attempt: number) => Promise<T> },
): Promise<T> {
  if (attempt === null) return read.last(id);
  const place = await placeOfAttempt(projectId, id, attempt);
  if (place === null) {
    const sent = await findSentAttempt(projectId, id, attempt);
    if (sent !== null) return read.last(sent);
    throw new AppError('not_found', `There is no attempt ${attempt} of this execution`);
  }
  if (place === 'last') {
    const found = await read.last(id);
    // Another one may have taken its place meanwhile, and what was read is of that.
    if ((await placeOfAttempt(projectId, id, attempt)) === 'last') return found;
  }
  return read.archived(attempt);
}
