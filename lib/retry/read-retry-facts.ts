import { findNewestOfAction, type NewestOfAction } from '@/lib/db/retry/find-newest-of-action';
import { listConnectors } from '@/lib/db/retry/list-connectors';
import { listRetryRows, type RetryRow } from '@/lib/db/retry/list-retry-rows';
import { listRunningIds } from '@/lib/db/retry/list-running-ids';
import { connectorKind } from '@/lib/domain/connector-kind';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { mainAction } from '@/lib/domain/main-action';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutorChoice, RetryFacts } from '@/lib/domain/retry-eligibility';
import { triggerHash } from '@/lib/domain/trigger-hash';
import { chooseExecutor } from './choose-executor';

/** An execution, and what decides about its retry. */
export interface RetryCase {
  row: RetryRow;
  actionKey: string | null;
  newest: NewestOfAction;
  facts: RetryFacts;
}

/** What is asked once for all executions of one action. */
interface OfAction {
  newest: NewestOfAction;
  executor: ExecutorChoice;
}

/** Remembers what was found of actions, for a job over many executions. */
export type ActionMemory = Map<string | null, Promise<OfAction>>;

/**
 * What decides about some executions, in a fixed number of statements and two for each of their actions.
 * The version of Python that they were recorded with is not among it: it is in the recording.
 */
export async function readRetryFacts(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  memory: ActionMemory = new Map(),
): Promise<Map<ExecutionId, RetryCase>> {
  const [rows, running, responders] = await Promise.all([
    listRetryRows(projectId, ids),
    listRunningIds(projectId, ids),
    listConnectors(projectId, ids, 'response'),
  ]);
  const responding = new Set(
    responders.filter((one) => connectorKind(one.connector) === 'response').map(({ id }) => id),
  );
  const cases = new Map<ExecutionId, RetryCase>();
  for (const row of rows) {
    const actionKey = mainAction(row);
    const known = memory.get(actionKey) ?? readAction(projectId, actionKey);
    memory.set(actionKey, known);
    const { newest, executor } = await known;
    cases.set(row.id, {
      row,
      actionKey,
      newest,
      facts: {
        ...{ status: row.status, attempt: row.attempt, alterations: row.alterations },
        language: row.language,
        hasOpenRun: running.has(row.id),
        hasResponseStep: responding.has(row.id),
        triggerHash: triggerHash(row.triggerText),
        newestTriggerHash: newest.triggerHash,
        codeSha256: row.codeSha256,
        currentCodeSha256: newest.codeSha256,
        python: null,
        executor,
      },
    });
  }
  return cases;
}

async function readAction(projectId: ProjectId, actionKey: string | null): Promise<OfAction> {
  const [newest, executor] = await Promise.all([
    actionKey === null
      ? { codeSha256: null, codeExecutionId: null, triggerHash: null }
      : findNewestOfAction(projectId, actionKey),
    chooseExecutor(projectId, actionKey),
  ]);
  return { newest, executor };
}
