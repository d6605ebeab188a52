import { findStep } from '@/lib/db/steps/find-step';
import { listStepsAt } from '@/lib/db/steps/list-steps-at';
import type { FoundLogs } from '@/lib/dialects/akinon/flow-log-page';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { subLogText } from '@/lib/dialects/akinon/flow-log-text';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { FlowList } from './flow-query';
import { flowRuns } from './flow-runs';
import { type LogsOfRun, placeLogs } from './place-logs';
import { readFlowRuns } from './read-flow-runs';

const RUNS_AT_ONCE = 200;

/** The steps of the executions of a flow. */
export async function listSubLogs(list: FlowList, asked: FlowLogQuery): Promise<FoundLogs> {
  const { projectId, only, signal } = list;
  const { page, limit } = asked;
  const { places, ...found } = await placeLogs(
    flowRuns(list, RUNS_AT_ONCE),
    (runs) => stepsOf(list, runs),
    { skip: (page - 1) * limit, take: limit },
  );
  const runs = places.map(({ run }) => run);
  const [flow, read, steps] = await Promise.all([
    list.flow,
    readFlowRuns(projectId, runs, { signal, countsLines: false }),
    only === null
      ? listStepsAt(
          projectId,
          places.map(({ run, skip, take }) => ({ executionId: run.id, skip, take })),
        )
      : stepBySeq(list, runs, only),
  ]);
  const runOf = new Map(read.map((run) => [run.summary.id, run]));
  const logs = steps.flatMap((step) => {
    const run = runOf.get(step.executionId);
    return run ? [subLogText(flow, run, step)] : [];
  });
  return { ...found, logs };
}

async function stepsOf(
  list: FlowList,
  runs: readonly ExecutionSummary[],
): Promise<readonly LogsOfRun[]> {
  const { only } = list;
  if (only === null) return runs.map(({ stepCount }) => ({ count: stepCount }));
  const there = await stepBySeq(list, runs, only);
  return runs.map(({ id }) => ({
    count: there.some(({ executionId }) => executionId === id) ? 1 : 0,
  }));
}

async function stepBySeq({ projectId }: FlowList, runs: readonly ExecutionSummary[], seq: number) {
  const steps = await Promise.all(
    runs.map(async ({ id }) => ({ step: await findStep(projectId, id, seq), executionId: id })),
  );
  return steps.flatMap(({ step, executionId }) => (step ? [{ ...step, executionId }] : []));
}
