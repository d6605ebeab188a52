import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { findArchived } from '../attempts/find-archived';
import type { StoredItem } from './stored-item';

interface Known {
  id: string;
  createdAt: Date;
  /** A row of the database may have any. */
  hasSteps: boolean;
}

interface ClaimedRow {
  id: string;
  created_at: Date;
  external_id: string;
  attempt: number;
}

/** Locks that one transaction takes by name; the server has room for some thousands of all of them. */
const MAX_NAMED_LOCKS = 64;

/**
 * Gives messages whose id does not follow from what was sent the id under which their execution is
 * already stored: the newest with the same external id and attempt, be it one that another attempt has
 * followed there. Two that arrive at once wait for
 * each other on an advisory lock, so that they meet.
 */
export async function resolveClaims(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  keptSinceMs: number,
): Promise<void> {
  const claiming = items.filter((item) => item.execution.claim !== 'none');
  if (claiming.length === 0) return;
  const externalIds = unique(claiming.map((item) => item.execution.externalId ?? ''));
  await lockClaims(client, projectId, externalIds);
  // Behind the subquery the planner does not weigh each name against each day, which takes longer than to
  // look for them all.
  const { rows } = await client.query<ClaimedRow>(
    `SELECT id, created_at, external_id, attempt FROM runlens.executions
     WHERE project_id = $1 AND external_id = ANY(ARRAY(SELECT unnest($2::text[])))
       AND id >= $3::uuid ORDER BY id`,
    [projectId, externalIds, lowestIdAt(keptSinceMs)],
  );
  const known = new Map<string, Known>();
  const remember = (externalId: string, attempt: number, one: Known) => {
    known.set(`${attempt} ${externalId}`, one);
    known.set(`${attempt} ${one.createdAt.getTime()} ${externalId}`, one);
  };
  for (const row of rows) {
    const { id, created_at: createdAt } = row;
    remember(row.external_id, row.attempt, { id, createdAt, hasSteps: true });
  }
  for (const { id, attempt, externalId, createdAt } of await followed(
    client,
    projectId,
    rows,
    claiming,
  )) {
    const key = `${attempt} ${externalId}`;
    // Steps of it are those of another attempt.
    if (!known.has(key)) remember(externalId, attempt, { id, createdAt, hasSteps: false });
  }
  for (const item of items) {
    const { claim, externalId, attempt } = item.execution;
    if (externalId === null) continue;
    const time = claim === 'future' ? `${item.createdAt.getTime()} ` : '';
    const found = claim === 'none' ? undefined : known.get(`${attempt} ${time}${externalId}`);
    if (found) {
      item.id = found.id;
      item.createdAt = found.createdAt;
      item.mayMeetSteps = found.hasSteps;
    }
    const { id, createdAt, mayMeetSteps } = item;
    const hasSteps = mayMeetSteps || item.execution.steps.length > 0;
    remember(externalId, attempt, { id, createdAt, hasSteps });
  }
}

/** The attempts that messages are about where a retry has put another one in their place, oldest first. */
async function followed(
  client: PoolClient,
  projectId: ProjectId,
  rows: readonly ClaimedRow[],
  claiming: readonly StoredItem[],
) {
  const asked = new Map<string, Set<number>>();
  for (const { externalId, attempt } of claiming.map(({ execution }) => execution)) {
    const attempts = asked.get(externalId ?? '') ?? new Set();
    asked.set(externalId ?? '', attempts.add(attempt));
  }
  const earlier = rows.flatMap((row) =>
    Array.from(asked.get(row.external_id) ?? [])
      .filter((attempt) => attempt < row.attempt)
      .map((attempt) => ({
        ...{ id: row.id, attempt, externalId: row.external_id, createdAt: row.created_at },
      })),
  );
  return findArchived(client, projectId, earlier);
}

/** Few claims are locked by name. Many take the project's claims as a whole. */
async function lockClaims(
  client: PoolClient,
  projectId: ProjectId,
  externalIds: readonly string[],
): Promise<void> {
  const all = lockKey(`${projectId}`);
  if (externalIds.length > MAX_NAMED_LOCKS) {
    await client.query('SELECT pg_advisory_xact_lock($1)', [all]);
    return;
  }
  await client.query('SELECT pg_advisory_xact_lock_shared($1)', [all]);
  // Sorted: two requests that claim the same ids must ask in the same order.
  const names = unique(externalIds.map((externalId) => lockKey(`${projectId}\0${externalId}`)));
  await client.query('SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS k', [
    names.sort(),
  ]);
}

function unique(values: readonly string[]): string[] {
  return Array.from(new Set(values));
}

/** A signed 64-bit number, as text. */
function lockKey(name: string): string {
  return createHash('sha256').update(`claim\0${name}`).digest().readBigInt64BE(0).toString();
}
