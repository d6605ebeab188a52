import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

interface Known {
  id: string;
  createdAt: Date;
}

/**
 * Gives messages whose id does not follow from what was sent the id under which their execution is
 * already stored. Two that arrive at once wait for each other on an advisory lock, so that they meet.
 */
export async function resolveClaims(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const claiming = items.filter((item) => item.execution.claim !== 'none');
  if (claiming.length === 0) return;
  const externalIds = unique(claiming.map((item) => item.execution.externalId ?? ''));
  const locks = unique(externalIds.map((externalId) => lockKey(projectId, externalId)));
  // Sorted: two requests that claim the same ids must ask in the same order.
  await client.query('SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS k', [
    locks.sort(),
  ]);
  const { rows } = await client.query<{
    id: string;
    created_at: Date;
    external_id: string;
    attempt: number;
  }>(
    `SELECT id, created_at, external_id, attempt FROM runlens.executions
     WHERE project_id = $1 AND external_id = ANY($2) ORDER BY id`,
    [projectId, externalIds],
  );
  const known = new Map<string, Known>();
  const remember = (externalId: string, attempt: number, { id, createdAt }: Known) => {
    known.set(`${attempt} ${externalId}`, { id, createdAt });
    known.set(`${attempt} ${createdAt.getTime()} ${externalId}`, { id, createdAt });
  };
  for (const row of rows) {
    remember(row.external_id, row.attempt, { id: row.id, createdAt: row.created_at });
  }
  for (const item of items) {
    const { claim, externalId, attempt } = item.execution;
    if (externalId === null) continue;
    const time = claim === 'future' ? `${item.createdAt.getTime()} ` : '';
    const found = claim === 'none' ? undefined : known.get(`${attempt} ${time}${externalId}`);
    if (found) {
      item.id = found.id;
      item.createdAt = found.createdAt;
    }
    remember(externalId, attempt, item);
  }
}

function unique(values: readonly string[]): string[] {
  return Array.from(new Set(values));
}

/** A signed 64-bit number, as text. */
function lockKey(projectId: ProjectId, externalId: string): string {
  const digest = createHash('sha256').update(`claim\0${projectId}\0${externalId}`).digest();
  return digest.readBigInt64BE(0).toString();
}
