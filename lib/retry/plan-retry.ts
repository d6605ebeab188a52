import { findOutputText } from '@/lib/db/executions/find-payload';
import { type DoneStep, listDoneSteps } from '@/lib/db/retry/list-done-steps';
import { AppError } from '@/lib/domain/app-error';
import { connectorKind } from '@/lib/domain/connector-kind';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { readRecordedOutput } from '@/lib/domain/recorded-output';
import type { RetryFacts } from '@/lib/domain/retry-eligibility';
import { readRetryFacts } from './read-retry-facts';

/** What a person sees before a retry runs. */
export interface RetryPlan {
  actionKey: string | null;
  /** What decides whether it may: see decideRetry. */
  facts: RetryFacts;
  contextBytes: number | null;
  /** The newest execution that ran the code that its action has now, when that is other code. */
  currentCodeId: ExecutionId | null;
  /** The first steps that ran and will run again; neither a trigger nor a response among them. */
  steps: readonly DoneStep[];
  /** Whether there are more of them. */
  hasMoreSteps: boolean;
}

const MAX_STEPS = 50;

/** What a retry of an execution would run. Throws `not_found`. */
export async function planRetry(projectId: ProjectId, id: ExecutionId): Promise<RetryPlan> {
  const [cases, outputText, steps] = await Promise.all([
    readRetryFacts(projectId, [id]),
    findOutputText(projectId, id),
    listDoneSteps(projectId, id, MAX_STEPS + 1),
  ]);
  const one = cases.get(id);
  if (!one) throw new AppError('not_found', 'There is no such execution any more');
  const { facts, row, actionKey, newest } = one;
  const isOther = newest.codeSha256 !== null && newest.codeSha256 !== facts.codeSha256;
  return {
    actionKey,
    facts: { ...facts, python: readRecordedOutput(outputText).python },
    contextBytes: row.contextBytes,
    currentCodeId: isOther ? newest.codeExecutionId : null,
    steps: steps
      .slice(0, MAX_STEPS)
      .filter(({ connector }) => connectorKind(connector) === 'other'),
    hasMoreSteps: steps.length > MAX_STEPS,
  };
}
