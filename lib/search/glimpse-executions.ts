import type { Glimpse } from '@/lib/contract/glimpse';
import { listCodedRuns } from '@/lib/db/executions/list-coded-runs';
import { listOutputTexts } from '@/lib/db/executions/list-output-texts';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { raisedLine, readRecordedOutput } from '@/lib/domain/recorded-output';
import { highlightPython } from '@/lib/format/highlight-python';

/** Quick view is a glimpse: the log page has the rest. */
const MAX_LINES = 2_000;
/** In a longer output the line that raised is not looked for: a step must stay quick. */
const MAX_OUTPUT_BYTES = 65_536;

/** In the order of the ids; one that does not exist is left out. */
export async function glimpseExecutions(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Glimpse[]> {
  const [runs, outputs] = await Promise.all([
    listCodedRuns(projectId, ids),
    listOutputTexts(projectId, ids, MAX_OUTPUT_BYTES),
  ]);
  return ids.flatMap<Glimpse>((id) => {
    const run = runs.get(id);
    if (!run) return [];
    if (run.code === null) {
      return [{ summary: run.summary, linesText: null, cut: false, raisedLine: null }];
    }
    const lines = highlightPython(run.code);
    const cut = lines.length > MAX_LINES;
    const raised = raisedLine(readRecordedOutput(outputs.get(id) ?? null).stderr);
    const linesText = JSON.stringify(lines.slice(0, MAX_LINES));
    return [{ summary: run.summary, linesText, cut, raisedLine: raised }];
  });
}
