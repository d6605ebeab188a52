import { getMetadata } from '@/lib/db/executions/get-metadata';
import { listUndoneSteps } from '@/lib/db/steps/list-undone-steps';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Status } from '@/lib/domain/status';
import type { StepOutline } from '@/lib/domain/step-outline';

export interface FailureDetails {
  status: Status;
  attempt: number;
  raisedAction: string | null;
  /** Whole. */
  message: string | null;
  /** The first of those that failed or were skipped. */
  steps: readonly StepOutline[];
  stepCount: number;
}

/** Steps that the details name; the Steps tab has all. */
const MAX_STEPS = 20;

/** Why an execution did not do what it should. Throws `not_found`. */
export async function explainFailure(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<FailureDetails> {
  const [metadata, steps] = await Promise.all([
    getMetadata(projectId, id),
    listUndoneSteps(projectId, id, MAX_STEPS),
  ]);
  const { status, attempt, raisedAction, validationMessage: message, stepCount } = metadata;
  return { status, attempt, raisedAction, message, steps, stepCount };
}
