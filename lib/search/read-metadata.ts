import { getMetadata } from '@/lib/db/executions/get-metadata';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { ProjectId } from '@/lib/domain/project';
import { resolveExecutionId } from './resolve-execution-id';

/** One execution by Runlens' id or the producer's. Throws `not_found`. */
export async function readMetadata(
  projectId: ProjectId,
  idOrExternalId: string,
): Promise<ExecutionMetadata> {
  return getMetadata(projectId, await resolveExecutionId(projectId, idOrExternalId));
}
