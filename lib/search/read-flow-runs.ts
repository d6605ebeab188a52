import { countEntries } from '@/lib/db/entries/count-entries';
import { listRunNotes } from '@/lib/db/executions/list-run-notes';
import { type FlowRun, openFlowRun } from '@/lib/dialects/akinon/open-flow-run';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';

/** Most entries that are counted for one log of a list. */
const MAX_LINES = 10_000;

/** What logs in Akinon's form are made of. One that is gone meanwhile has nothing but its row. */
export async function readFlowRuns(
  projectId: ProjectId,
  runs: readonly ExecutionSummary[],
  { signal, countsLines }: { signal: AbortSignal; countsLines: boolean },
): Promise<FlowRun[]> {
  const ids = runs.map(({ id }) => id);
  const [notes, lines] = await Promise.all([
    listRunNotes(projectId, ids),
    countsLines ? countEntries(projectId, ids, { most: MAX_LINES + 1, signal }) : [],
  ]);
  return runs.map((summary, index) => {
    const lineCount = lines[index] ?? MAX_LINES + 1;
    return openFlowRun({
      ...{ summary, startedAt: null, finishedAt: null },
      ...{ attributesText: null, triggerText: null },
      ...notes.get(summary.id),
      lineCount: lineCount <= MAX_LINES ? lineCount : null,
    });
  });
}
