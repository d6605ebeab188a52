import type { Glimpse } from '@/lib/contract/glimpse';
import { findCode } from '@/lib/db/executions/find-code';
import { findOutputText } from '@/lib/db/executions/find-payload';
import { findSummary } from '@/lib/db/executions/find-summary';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { raisedLine, readRecordedOutput } from '@/lib/domain/recorded-output';
import { highlightPython } from '@/lib/format/highlight-python';

/** Quick view is a glimpse: the log page has the rest. */
const MAX_LINES = 2_000;
/** Of a longer output the raising line is not looked for: a step must stay quick. */
const MAX_OUTPUT_BYTES = 65_536;

/** Null when there is no such execution. */
export async function glimpseExecution(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<Glimpse | null> {
  const [summary, code, outputText] = await Promise.all([
    findSummary(projectId, id),
    findCode(projectId, id),
    findOutputText(projectId, id, MAX_OUTPUT_BYTES),
  ]);
  if (!summary) return null;
  if (code === null) return { summary, lines: null, cut: false, raisedLine: null };
  const lines = highlightPython(code);
  return {
    summary,
    lines: lines.slice(0, MAX_LINES),
    cut: lines.length > MAX_LINES,
    raisedLine: raisedLine(readRecordedOutput(outputText).stderr),
  };
}
