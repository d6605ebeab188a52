import { createHash } from 'node:crypto';
import type { BundleLine } from '@/lib/contract/bundle-line';
import type { StoredRun } from '@/lib/db/executions/list-stored-runs';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { bundleSha256 } from './bundle-sha256';
import { bundleHead } from './make-bundle';
import { replayText } from './replay-text';

/** The file of one log, without the runtime at its end. A log without code is still one file, which says so. */
export function makeBundleLine(
  project: Project,
  id: ExecutionId,
  run: StoredRun | undefined,
  publicUrl: string,
): Exclude<BundleLine, { runtime: string }> {
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
