import { listSteps } from '@/lib/db/steps/list-steps';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { printStepPlace, type StepPlace } from '@/lib/domain/step-place';
import type { WholeStep } from '@/lib/domain/whole-step';

/**
 * A page of the steps of one execution with what went in and came out, in the order of `inStepOrder`;
 * `next` is the `after` of the next page, or null.
 */
export async function listWholeSteps(
  projectId: ProjectId,
  id: ExecutionId,
  asked: { after: StepPlace; limit: number },
): Promise<{ items: WholeStep[]; next: string | null }> {
  const { steps, isLast } = await listSteps(projectId, id, asked);
  const last = steps.at(-1);
  return { items: steps, next: isLast || !last ? null : printStepPlace(last) };
}
