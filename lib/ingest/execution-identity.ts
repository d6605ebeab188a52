import { createHash, randomBytes } from 'node:crypto';
import { buildExecutionId, type ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/**
 * The id under which an execution is stored. The same (project, external id, created_at) always gives
 * the same id; a second or later attempt under one external id is an execution of its own.
 * @param subMs fraction of the millisecond in [0, 1).
 */
export function executionIdentity(identity: {
  projectId: ProjectId;
  externalId: string | null;
  attempt: number;
  createdAtMs: number;
  subMs: number;
}): ExecutionId {
  const { projectId, externalId, attempt, createdAtMs, subMs } = identity;
  if (externalId === null) return buildExecutionId(createdAtMs, subMs, randomBytes(8));
  const named = `${projectId}\0${externalId}${attempt > 1 ? `\0${attempt}` : ''}`;
  return buildExecutionId(createdAtMs, subMs, createHash('sha256').update(named).digest());
}
