import { createHash } from 'node:crypto';
import type { BundleLine } from '@/lib/contract/bundle-line';
import {
  groupStoredRuns,
  listStoredRuns,
  type StoredRun,
} from '@/lib/db/executions/list-stored-runs';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { bundleSha256 } from './bundle-sha256';
import { bundleHead } from './make-bundle';
import { replayText } from './replay-text';
import { runAllText } from './run-all-text';

/** A log without code is still one file of the zip, which says so. */
function lineOf(
  project: Project,
  id: ExecutionId,
  run: StoredRun | undefined,
  publicUrl: string,
): BundleLine {
  try {
    if (!run) throw new AppError('not_found', 'There is no such execution any more');
    const { name, text, isRecorded, python } = bundleHead(project, run, publicUrl);
    const about = {
      execution_id: id,
      sha256: sha256(text, replayText),
      bundle_sha256: bundleSha256(text),
      python,
      recorded: isRecorded,
    };
    return { name, head: text, about };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    const text = `# ${error.message}.\n# Execution ${id}\n`;
    const about = {
      execution_id: id,
      sha256: sha256(text),
      bundle_sha256: null,
      python: null,
      recorded: false,
    };
    return { name: `${id}.py`, text, about };
  }
}

function sha256(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

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
      controller.enqueue(encode(group.map((id) => lineOf(project, id, runs.get(id), publicUrl))));
    },
  });
}
