import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { KnownValues } from '../executions/known-values';
import type { StoredItem } from '../executions/stored-item';
import { insertErrorGroups } from './insert-error-groups';
import { readFailures } from './read-failures';
import { setErrorGroups } from './set-error-groups';

/**
 * Groups what failed. A new row got its group as it was inserted; a merged one belongs where all that
 * is stored of it says, which may be elsewhere than its last message alone. After the code is stored.
 */
export async function groupFailures(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  known: KnownValues,
): Promise<void> {
  const merged = items.filter(({ isMerged }) => isMerged);
  const ids = Array.from(new Set(merged.map(({ id }) => id)));
  const stored = new Map(
    (await readFailures(client, projectId, ids)).map((failure) => [failure.id, failure]),
  );
  await setErrorGroups(client, projectId, Array.from(stored.values()));
  for (const item of merged) item.failure = stored.get(item.id)?.failure ?? null;
  await insertErrorGroups(client, projectId, failuresOf(items), known);
}

function failuresOf(items: readonly StoredItem[]) {
  return items.flatMap(({ id, failure }) => (failure ? [{ id: id as ExecutionId, failure }] : []));
}
