import { countAction } from '@/lib/db/counts/count-action';
import { listStepsAt, type StepAt } from '@/lib/db/steps/list-steps-at';
import type { FoundLogs } from '@/lib/dialects/akinon/flow-log-page';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { MAX_SUB_FLOWS, mainLogText } from '@/lib/dialects/akinon/flow-log-text';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { FlowList } from './flow-query';
import { flowRuns } from './flow-runs';
import { readFlowRuns } from './read-flow-runs';

/** Executions that are passed over at once. */
const MAX_SKIPPED = 500;

/** The executions of a flow. Their count comes from sums, and is exact whatever it is. */
export async function listMainLogs(list: FlowList, asked: FlowLogQuery): Promise<FoundLogs> {
  const { projectId, signal } = list;
  const isNarrowed = asked.filename !== null || asked.original !== null;
  const [{ runs, seen, hasNext }, sum] = await Promise.all([
    readPage(list, asked),
    isNarrowed ? 0 : countAction(projectId, asked.flowId),
  ]);
  const [flow, read, steps] = await Promise.all([
    list.flow,
    readFlowRuns(projectId, runs, { signal, countsLines: true }),
    listStepsAt(
      projectId,
      runs.map(({ id }) => ({ executionId: id, skip: 0, take: MAX_SUB_FLOWS })),
    ),
  ]);
  const stepsOf = new Map<string, StepAt[]>(runs.map(({ id }) => [id, []]));
  for (const step of steps) stepsOf.get(step.executionId)?.push(step);
  return {
    logs: read.map((run) => mainLogText(flow, run, stepsOf.get(run.summary.id) ?? [])),
    count: Math.max(sum, seen),
    isExact: !isNarrowed || !hasNext,
    hasNext,
  };
}

async function readPage(
  list: FlowList,
  { page, limit }: FlowLogQuery,
): Promise<{ runs: ExecutionSummary[]; seen: number; hasNext: boolean }> {
  const end = page * limit;
  const runs: ExecutionSummary[] = [];
  let seen = 0;
  const pages = flowRuns(list, Math.min(end + 1, MAX_SKIPPED));
  for await (const some of pages) {
    runs.push(...some.slice(Math.max(end - limit - seen, 0), Math.max(end - seen, 0)));
    seen += some.length;
    if (seen > end) return { runs, seen, hasNext: true };
  }
  return { runs, seen, hasNext: false };
}
