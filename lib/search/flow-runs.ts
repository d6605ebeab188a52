import type { ExecutionSummary } from '@/lib/domain/execution';
import type { FlowList } from './flow-query';
import { walkFlow } from './walk-flow';

/** The executions whose logs a list has, newest first: those that are named, else `limit` at once. */
export async function* flowRuns(
  { projectId, named, query, signal }: FlowList,
  limit: number,
): AsyncGenerator<readonly ExecutionSummary[]> {
  const found = await named;
  if (found === null) yield* walkFlow(projectId, query, { limit, signal });
  else if (found.length > 0) yield found;
}
