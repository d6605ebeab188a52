import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { appendFeed } from './append-feed';

/** Notes in a transaction that something of an execution has changed, be it only its log. */
export async function noteChange(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
): Promise<void> {
  await appendFeed(client, projectId, [
    { kind: 'accepted', id, change: 'changed', alterations: [] },
  ]);
}
