import { listExecutions } from '@/lib/db/executions/list-executions';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { listClock } from './list-clock';

/** Everything that a query matches, newest first, `limit` at once. Throws `timeout` when it is given up. */
export async function* walkFlow(
  projectId: ProjectId,
  query: Query,
  { limit, signal }: { limit: number; signal: AbortSignal },
): AsyncGenerator<readonly ExecutionSummary[]> {
  const clock = listClock();
  const start = { query, sinceMs: null, untilMs: null, direction: 'older' as const, limit };
  let cursor: ExecutionId | null = null;
  do {
    if (signal.aborted) throw new AppError('timeout');
    const page = await listExecutions(projectId, { ...start, cursor }, clock);
    if (page.items.length > 0) yield page.items;
    cursor = page.next;
  } while (cursor !== null);
}
