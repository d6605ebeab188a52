import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import type { ListClock } from './list-executions';
import { escapeLike } from './where-search';
import { windows } from './windows';

/**
 * The newest executions whose request id, or else whose target record id, is exactly this text.
 * Two are enough to know that it is not one.
 */
export async function findByIdentifier(
  projectId: ProjectId,
  text: string,
  clock: ListClock,
): Promise<{ requestIds: ExecutionId[]; recordIds: ExecutionId[] }> {
  const lower = text.toLowerCase();
  // The search text separates its values by blanks: whole words keep short ids in the trigram index.
  const pattern =
    lower.length > 8 ? `%${escapeLike(lower.slice(1, 7))}%` : `% ${escapeLike(lower)} %`;
  const requestIds: ExecutionId[] = [];
  const recordIds: ExecutionId[] = [];
  const all = { sinceMs: null, untilMs: null, direction: 'older', cursor: null } as const;
  for (const { lowId, highId } of windows(all, { ...clock, pace: 'wide' })) {
    const rows = await prisma().$queryRaw<{ id: string; is_request: boolean }[]>`
      SELECT id, request_id = ${text} AS is_request FROM runlens.executions
      WHERE project_id = ${projectId} AND id >= ${lowId}::uuid AND id < ${highId}::uuid
        AND search LIKE ${pattern} AND (request_id = ${text} OR target_record_id = ${text})
      ORDER BY id DESC LIMIT 2`;
    for (const row of rows) (row.is_request ? requestIds : recordIds).push(row.id);
    if (requestIds.length + recordIds.length > 1) break;
  }
  return { requestIds, recordIds };
}
