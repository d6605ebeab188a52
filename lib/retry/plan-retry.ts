import type { RetryPlan } from '@/lib/contract/retry-plan';
import { findOutputText } from '@/lib/db/executions/find-payload';
import { listDoneSteps } from '@/lib/db/retry/list-done-steps';
import { AppError } from '@/lib/domain/app-error';
import { connectorKind } from '@/lib/domain/connector-kind';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { readRecordedOutput } from '@/lib/domain/recorded-output';
import { readRetryFacts } from './read-retry-facts';

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
