import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StoreVerdict } from '../executions/store-verdict';

/**
 * Notes for live lists what a transaction has stored, within that transaction: one row for each
 * execution that is new or was changed.
 */
export async function appendFeed(
  client: PoolClient,
  projectId: ProjectId,
  verdicts: Iterable<StoreVerdict>,
): Promise<void> {
  const isNew = new Map<ExecutionId, boolean>();
  for (const verdict of verdicts) {
    if (verdict.kind === 'rejected' || verdict.change === 'none') continue;
    isNew.set(verdict.id, verdict.change === 'new' || isNew.get(verdict.id) === true);
  }
  if (isNew.size === 0) return;
  await client.query(
    `INSERT INTO runlens.feed (project_id, execution_id, is_new)
     SELECT $1::int, u.* FROM unnest($2::uuid[], $3::boolean[]) AS u`,
    [projectId, Array.from(isNew.keys()), Array.from(isNew.values())],
  );
}
