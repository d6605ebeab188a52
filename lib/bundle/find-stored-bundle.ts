import { listStoredRuns } from '@/lib/db/executions/list-stored-runs';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { storedSha256 } from './stored-sha256';

/** The bundle that an execution has at present; null where the project has no such execution. */
export async function findStoredBundle(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<{ sha256: string | null } | null> {
  const run = (await listStoredRuns(projectId, [id])).get(id);
  return run ? { sha256: storedSha256(run) } : null;
}
