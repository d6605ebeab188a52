import { type ExecutionId, lowestIdAt, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { prisma } from '../client';
import { compileQuery } from '../executions/where';

/** Ids asked for in one statement. */
const SLICE = 500;

/** Those of some executions that match a query, which may ask for what no list row holds. */
export async function listMatching(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  query: Query,
  now: number,
): Promise<ExecutionId[]> {
  const matching: ExecutionId[] = [];
  const sorted = ids.toSorted();
  for (let at = 0; at < sorted.length; at += SLICE) {
    const slice = sorted.slice(at, at + SLICE);
    const condition = compileQuery(query, { now, ids: rangeOf(slice) });
    const rows = await prisma().$queryRaw<{ id: ExecutionId }[]>`
      SELECT e.id FROM runlens.executions AS e
      WHERE e.project_id = ${projectId} AND e.id = ANY(${slice}::uuid[]) AND ${condition}`;
    matching.push(...rows.map(({ id }) => id));
  }
  return matching;
}

/** The days of which partitions are visited. */
function rangeOf(sorted: readonly ExecutionId[]) {
  const [first, last] = [sorted[0] ?? '', sorted.at(-1) ?? ''];
  return { lowId: first, highId: lowestIdAt(timeOfId(last) + 1) };
}
