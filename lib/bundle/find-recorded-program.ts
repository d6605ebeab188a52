import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { isTerminal } from '@/lib/domain/status';
import { buildBundle } from './build-bundle';
import { replayText } from './replay-text';
import { storedSha256 } from './stored-sha256';

/**
 * The download of an execution as a program to be run here, with the recording that it promises to give
 * and the hash that a report of it names. Null where the execution is gone, has no code or no end yet.
 */
export async function findRecordedProgram(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<{ program: string; outputText: string | null; bundleSha256: string } | null> {
  try {
    const run = await getStoredRun(projectId, id);
    const { summary, code, ...payload } = run;
    const bundleSha256 = storedSha256(run);
    if (code === null || bundleSha256 === null || !isTerminal(summary.status)) return null;
    const { contextText, outputText, validationMessage } = payload;
    const source = { ...summary, code, contextText, outputText, validationMessage, link: null };
    return { program: buildBundle(source, replayText).text, outputText, bundleSha256 };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
