import { stepJson } from '@/lib/contract/step-json';
import { findArchivedSteps } from '@/lib/db/attempts/find-archived-steps';
import { findAttemptText } from '@/lib/db/attempts/find-attempt-text';
import { listAttempts } from '@/lib/db/attempts/list-attempts';
import { AppError } from '@/lib/domain/app-error';
import { type ExecutionAttempt, isAttemptPart } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** The attempts of an execution, the first one first. Throws `not_found`. */
export async function readAttempts(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionAttempt[]> {
  const attempts = await listAttempts(projectId, id);
  if (attempts.length === 0) throw new AppError('not_found', 'There is no such execution any more');
  return attempts;
}

/**
 * The context or the recording of one attempt, or the steps of one that another has followed, as JSON
 * text. Throws `not_found`, also where there is none.
 */
export async function readAttemptText(
  projectId: ProjectId,
  id: ExecutionId,
  of: { attempt: string; part: string },
): Promise<string> {
  const attempt = /^\d{1,4}$/.test(of.attempt) ? Number(of.attempt) : 0;
  const text = attempt > 0 ? await findPart(projectId, id, attempt, of.part) : null;
  if (text === null) {
    throw new AppError('not_found', 'Nothing of this kind is stored of this attempt');
  }
  return text;
}

async function findPart(
  projectId: ProjectId,
  id: ExecutionId,
  attempt: number,
  part: string,
): Promise<string | null> {
  if (isAttemptPart(part)) return findAttemptText(projectId, id, attempt, part);
  const steps = part === 'steps' ? await findArchivedSteps(projectId, id, attempt) : null;
  return steps && `[${steps.map(stepJson).join(',\n')}]`;
}
