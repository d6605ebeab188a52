import { listPinnedRuns } from '@/lib/db/pins/list-pinned-runs';
import { AppError } from '@/lib/domain/app-error';
import { isExecutionId } from '@/lib/domain/execution-id';
import type { PinnedRun } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';

/** A case with its code, context and recording. Throws `not_found`. */
export async function getCase(
  projectId: ProjectId,
  actionKey: string,
  id: string,
): Promise<PinnedRun> {
  const [run] = isExecutionId(id) ? await listPinnedRuns(projectId, actionKey, id) : [];
  if (!run) throw new AppError('not_found', 'There is no such case');
  return run;
}
