import { countCaseBytes } from '@/lib/db/pins/count-case-bytes';
import { listPinnedRuns } from '@/lib/db/pins/list-pinned-runs';
import { AppError } from '@/lib/domain/app-error';
import { MAX_CASES_BYTES } from '@/lib/domain/limits';
import type { PinnedRun } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';

/**
 * All cases of an action with their code, context and recording. Throws `not_found` when none is
 * pinned, and `too_large` when they would not fit into one file.
 */
export async function readCases(projectId: ProjectId, actionKey: string): Promise<PinnedRun[]> {
  if ((await countCaseBytes(projectId, actionKey)) > MAX_CASES_BYTES) {
    const most = MAX_CASES_BYTES / 1024 / 1024;
    throw new AppError('too_large', `The cases of this action hold more than ${most} MB`);
  }
  const runs = await listPinnedRuns(projectId, actionKey, null);
  if (runs.length === 0) throw new AppError('not_found', 'No case of this action is pinned');
  return runs;
}
