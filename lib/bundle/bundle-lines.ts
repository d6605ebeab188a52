import type { BundleLine } from '@/lib/contract/bundle-line';
import {
  groupStoredRuns,
  listStoredRuns,
  type StoredRun,
} from '@/lib/db/executions/list-stored-runs';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { bundleHead } from './make-bundle';
import { replayText } from './replay-text';

/** A log without code is still one file of the zip, which says so. */
function lineOf(
  project: Project,
  id: ExecutionId,
  run: StoredRun | undefined,
  publicUrl: string,
): BundleLine {
  try {
    if (!run) throw new AppError('not_found', 'There is no such execution any more');
    const { name, text } = bundleHead(project, run, publicUrl);
    return { name, head: text };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    return { name: `${id}.py`, text: `# ${error.message}.\n# Execution ${id}\n` };
  }
}

/**
 * NDJSON of BundleLine, in the order of the ids, made as it is read: the runtime first and once, for
 * it is the same in every file and larger than most of what stands above it.
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
      controller.enqueue(encode([{ runtime: replayText }]));
    },
    async pull(controller) {
      const group = groups.shift();
      if (signal.aborted || !group) return controller.close();
      const runs = await listStoredRuns(project.id, group);
      controller.enqueue(encode(group.map((id) => lineOf(project, id, runs.get(id), publicUrl))));
    },
  });
}
