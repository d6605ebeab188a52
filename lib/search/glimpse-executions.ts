import type { Glimpse } from '@/lib/contract/glimpse';
import { listCodedRuns } from '@/lib/db/executions/list-coded-runs';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { highlightPython } from '@/lib/format/highlight-python';

/** Quick view is a glimpse: the log page has the rest. */
const MAX_LINES = 2_000;

/** In the order of the ids; one that does not exist is left out. */
export async function glimpseExecutions(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Glimpse[]> {
  const runs = await listCodedRuns(projectId, ids);
  return ids.flatMap<Glimpse>((id) => {
    const run = runs.get(id);
    if (!run) return [];
    if (run.code === null) return [{ summary: run.summary, lines: null, cut: false }];
    const lines = highlightPython(run.code);
    const cut = lines.length > MAX_LINES;
    return [{ summary: run.summary, lines: lines.slice(0, MAX_LINES), cut }];
  });
}
