import type { PoolClient } from 'pg';
import { isExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

interface HandedOver {
  id: string;
  created_at: Date;
  external_id: string | null;
  attempt: number;
}

/**
 * Gives reports about an attempt that was handed to another system the id of the execution whose
 * attempt it is: by the id alone, the producer's or the one that the other system was told, they would
 * be executions of their own. To be called after resolveClaims.
 */
export async function resolveHandedOver(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const asked = items.filter(({ execution }) => execution.externalId && execution.attempt > 1);
  if (asked.length === 0) return;
  const names = Array.from(new Set(asked.map(({ execution }) => execution.externalId ?? '')));
  const { rows } = await client.query<HandedOver>(
    `SELECT e.id, e.created_at, e.external_id, e.attempt FROM runlens.executions e
     JOIN runlens.execution_attempts a
       ON a.project_id = e.project_id AND a.execution_id = e.id AND a.attempt = e.attempt
     WHERE e.project_id = $1 AND (e.external_id = ANY($2) OR e.id = ANY($3::uuid[]))
       AND a.executor = 'webhook'`,
    [projectId, names, names.filter(isExecutionId)],
  );
  for (const item of asked) {
    const { externalId, attempt } = item.execution;
    const found = rows.find(
      (row) => row.attempt === attempt && (row.external_id === externalId || row.id === externalId),
    );
    if (!found) continue;
    item.id = found.id;
    item.createdAt = found.created_at;
    item.isHandedOver = true;
    // The producer's own id stays.
    item.execution = { ...item.execution, externalId: found.external_id };
  }
}
