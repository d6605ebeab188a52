import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';

/** Rows of one statement: to write out more of them would hold the event loop. */
const SLICE = 2_000;

/** Runs a statement over rows, some thousand at a time; `toLists` gives its parameters after the project. */
export async function inSlices<T>(
  client: PoolClient,
  statement: string,
  projectId: ProjectId,
  rows: readonly T[],
  toLists: (slice: readonly T[]) => readonly (unknown[] | Promise<Buffer>)[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += SLICE) {
    const lists = await Promise.all(toLists(rows.slice(at, at + SLICE)));
    await client.query(statement, [projectId, ...lists]);
  }
}
