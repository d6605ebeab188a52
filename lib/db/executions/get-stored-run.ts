import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { listStoredRuns, type StoredRun } from './list-stored-runs';

/** Throws `not_found`. */
export async function getStoredRun(projectId: ProjectId, id: ExecutionId): Promise<StoredRun> {
  const run = (await listStoredRuns(projectId, [id])).get(id);
  if (run) return run;
  throw new AppError('not_found', 'There is no such execution, or it is older than the retention');
}
