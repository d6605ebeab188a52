import type { PoolClient } from 'pg';
import { isExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

interface Origin {
  id: string;
  external_id: string | null;
  retry_root: string | null;
}

/**
 * Finds the executions that `retry_of` names, by Runlens' id or by the producer's own, and the first
 * of their chain. A second attempt under one external id is a retry of the attempt before it.
 */
export async function resolveRetries(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const names = new Set(items.map(nameOf).filter((name) => name !== null));
  if (names.size === 0) return;
  const ids = Array.from(names, (name) => name.toLowerCase()).filter(isExecutionId);
  const { rows } = await client.query<Origin & { attempt: number }>(
    `SELECT id, external_id, retry_root, attempt FROM runlens.executions
     WHERE project_id = $1 AND external_id = ANY($2) ORDER BY attempt, id`,
    [projectId, Array.from(names)],
  );
  const byId = await client.query<Origin>(
    'SELECT id, external_id, retry_root FROM runlens.executions WHERE project_id = $1 AND id = ANY($2)',
    [projectId, ids],
  );
  const origins = new Map<string, Origin>();
  for (const row of byId.rows) origins.set(row.id, row);
  const byExternalId = new Map<string, (Origin & { attempt: number })[]>();
  const remember = (row: Origin & { attempt: number }) => {
    origins.set(row.id, row);
    if (!row.external_id) return;
    const same = byExternalId.get(row.external_id) ?? [];
    same.push(row);
    byExternalId.set(row.external_id, same);
  };
  for (const row of rows) remember(row);
  for (const item of items) {
    const { externalId, attempt } = item.execution;
    const name = nameOf(item);
    if (name) {
      const earlier = byExternalId
        .get(name)
        ?.filter((row) => row.id !== item.id && (name !== externalId || row.attempt < attempt));
      link(item, name, origins.get(name.toLowerCase()) ?? earlier?.at(-1));
    }
    remember({ id: item.id, external_id: externalId, retry_root: item.retryRoot, attempt });
  }
}

function nameOf({ execution }: StoredItem): string | null {
  return execution.retryOf ?? (execution.attempt > 1 ? execution.externalId : null);
}

function link(item: StoredItem, name: string, origin: Origin | undefined): void {
  if (origin) {
    item.retryOf = origin.id;
    item.retryRoot = origin.retry_root ?? origin.id;
  } else if (item.execution.retryOf && isExecutionId(name.toLowerCase())) {
    item.retryOf = name.toLowerCase();
    item.retryRoot = item.retryOf;
  } else if (item.execution.retryOf) {
    const message = `No execution with the id ${name.slice(0, 80)} is stored: not linked to it`;
    item.alterations.push({ path: 'retry_of', code: 'unknown_reference', message });
  }
}
