import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { searchText } from '@/lib/domain/search-text';
import type { UpsertedRow } from './upsert-rows';

/** Gives merged rows the search text of what they hold now, where the last message had less of it. */
export async function refreshSearch(
  client: PoolClient,
  projectId: ProjectId,
  rows: readonly UpsertedRow[],
): Promise<void> {
  const stale = rows
    .map((row) => ({ row, search: mergedSearch(row) }))
    .filter(({ row, search }) => !row.search.startsWith(search));
  if (stale.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET search = u.search
     FROM unnest($2::uuid[], $3::text[]) AS u (id, search)
     WHERE e.project_id = $1 AND e.id = u.id AND e.id = ANY($2::uuid[])`,
    [projectId, stale.map(({ row }) => row.id), stale.map(({ search }) => search)],
  );
}

function mergedSearch(row: UpsertedRow): string {
  return searchText({
    requestId: row.request_id,
    targetRecordId: row.target_record_id,
    target: row.target,
    event: row.event,
    externalId: row.external_id,
    actionKeys: row.action_keys,
    validationMessage: row.validation_message,
  });
}
