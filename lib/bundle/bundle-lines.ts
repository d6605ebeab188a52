import type { BundleLine } from '@/lib/contract/bundle-line';
import { groupStoredRuns, listStoredRuns } from '@/lib/db/executions/list-stored-runs';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { makeBundleLine } from './make-bundle-line';
import { replayText } from './replay-text';
import { runAllText } from './run-all-text';

/**
 * NDJSON of BundleLine, in the order of the ids, made as it is read: the runtime first and once, for
 * it is the same in every file and larger than most of what stands above it. Then the program that runs
 * all of them.
 */
export function bundleLines(
  project: Project,
  ids: readonly ExecutionId[],
  publicUrl: string,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const encode = (lines: readonly BundleLine[]) =>
    encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let groups: ExecutionId[][] = [];
  return new ReadableStream({
    async start(controller) {
      groups = await groupStoredRuns(project.id, ids);
      controller.enqueue(
        encode([{ runtime: replayText }, { name: 'run_all.py', text: runAllText }]),
      );
    },
    async pull(controller) {
      const group = groups.shift();
      if (signal.aborted || !group) return controller.close();
      const runs = await listStoredRuns(project.id, group);
      controller.enqueue(
        encode(group.map((id) => makeBundleLine(project, id, runs.get(id), publicUrl))),
      );
    },
  });
}
