import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';

/** Until the transaction ends nobody else decides whether a run of the action may start. */
export async function lockActionRuns(
  client: PoolClient,
  projectId: ProjectId,
  actionKey: string | null,
): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `runlens runs ${projectId} ${actionKey ?? ''}`,
  ]);
}
