import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { appendFeed } from '../feed/append-feed';
import { type InsertedEntries, insertEntries, type SentEntries } from './insert-entries';

/**
 * Adds entries to executions whose rows the transaction has locked, counts their warnings and errors and
 * notes for those who watch that they have changed.
 */
export async function storeEntries(
  client: PoolClient,
  projectId: ProjectId,
  sent: ReadonlyMap<ExecutionId, SentEntries>,
): Promise<Map<ExecutionId, InsertedEntries>> {
  const inserted = await insertEntries(client, projectId, sent);
  await countLevels(client, projectId, inserted);
  const changed = Array.from(inserted).filter(([, { verdicts }]) =>
    verdicts.some(({ kind }) => kind === 'accepted'),
  );
  await appendFeed(
    client,
    projectId,
    changed.map(([id]) => ({ kind: 'accepted', id, change: 'changed', alterations: [] })),
  );
  return inserted;
}

/** Neither is counted in the rollups, which would have to be told. */
async function countLevels(
  client: PoolClient,
  projectId: ProjectId,
  inserted: ReadonlyMap<ExecutionId, InsertedEntries>,
): Promise<void> {
  const counted = Array.from(inserted).filter(([, { warnings, errors }]) => warnings + errors > 0);
  if (counted.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET warning_count = warning_count + u.warnings,
       error_count = error_count + u.errors
     FROM unnest($2::uuid[], $3::int[], $4::int[]) AS u (id, warnings, errors)
     WHERE e.project_id = $1 AND e.id = u.id AND e.id = ANY($2::uuid[])`,
    [
      projectId,
      counted.map(([id]) => id),
      counted.map(([, { warnings }]) => warnings),
      counted.map(([, { errors }]) => errors),
    ],
  );
}
