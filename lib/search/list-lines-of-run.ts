import { listEntriesFrom } from '@/lib/db/entries/list-entries-from';
import type { FoundLogs } from '@/lib/dialects/akinon/flow-log-page';
import type { FlowLogQuery } from '@/lib/dialects/akinon/flow-log-query';
import { lineLogText } from '@/lib/dialects/akinon/flow-log-text';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { FlowList } from './flow-query';
import { MAX_COUNTED } from './place-logs';
import { readFlowRuns } from './read-flow-runs';

/**
 * A page of the entries of one execution. Where they are needs no counting first, as it does in a list
 * that goes on from execution to execution.
 * @param characters of long texts
 */
export async function listLinesOfRun(
  { projectId, flow, signal }: FlowList,
  { page, limit }: FlowLogQuery,
  run: ExecutionSummary,
  characters: number,
): Promise<FoundLogs> {
  const end = page * limit;
  const place = { skip: end - limit, take: limit, most: Math.max(end + 1, MAX_COUNTED) };
  const [theFlow, [flowRun], { entries, count }] = await Promise.all([
    flow,
    readFlowRuns(projectId, [run], { signal, countsLines: false }),
    listEntriesFrom(projectId, run.id, place, { characters, signal }),
  ]);
  const hasNext = count > end;
  return {
    logs: flowRun ? entries.map((entry) => lineLogText(theFlow, flowRun, entry)) : [],
    count,
    isExact: !hasNext || count < MAX_COUNTED,
    hasNext,
  };
}
