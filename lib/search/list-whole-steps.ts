import { findArchivedSteps } from '@/lib/db/attempts/find-archived-steps';
import { listSteps } from '@/lib/db/steps/list-steps';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pageOfSteps } from '@/lib/domain/step-page';
import { printStepPlace, type StepPlace } from '@/lib/domain/step-place';
import type { WholeStep } from '@/lib/domain/whole-step';
import { ofAttempt } from './of-attempt';

/**
 * A page of the steps of one attempt with what went in and came out, in the order of `inStepOrder`;
 * `next` is the `after` of the next page, or null. Throws `not_found` for an attempt that there is not.
 */
export async function listWholeSteps(
  projectId: ProjectId,
  id: ExecutionId,
  asked: { after: StepPlace; limit: number; attempt?: number | null },
): Promise<{ items: WholeStep[]; next: string | null }> {
  const { steps, isLast } = await ofAttempt(projectId, id, asked.attempt ?? null, {
    last: (of) => listSteps(projectId, of, asked),
    archived: async (attempt) =>
      pageOfSteps((await findArchivedSteps(projectId, id, attempt)) ?? [], asked),
  });
  const last = steps.at(-1);
  return { items: steps, next: isLast || !last ? null : printStepPlace(last) };
}
