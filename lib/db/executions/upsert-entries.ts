import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { type ChildColumns, childStatement } from './child-statement';
import type { StoredItem } from './stored-item';

const COLUMNS: ChildColumns = {
  occurred_at: 'timestamptz',
  level: 'smallint',
  event: 'text',
  message: 'text',
  data_text: 'text',
  worker_id: 'text',
  attempt: 'smallint',
};
const STATEMENTS = {
  later: childStatement('execution_entries', COLUMNS, 'later'),
  late: childStatement('execution_entries', COLUMNS, 'late'),
};

export async function upsertEntries(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  order: 'later' | 'late',
): Promise<void> {
  const rows = items.flatMap((item) =>
    item.execution.entries.map((entry) => ({ id: item.id, entry })),
  );
  if (rows.length === 0) return;
  await client.query(STATEMENTS[order], [
    projectId,
    rows.map(({ id }) => id),
    rows.map(({ entry }) => entry.seq),
    rows.map(({ entry }) => entry.occurredAt),
    rows.map(({ entry }) => entry.level),
    rows.map(({ entry }) => entry.event),
    rows.map(({ entry }) => entry.message),
    rows.map(({ entry }) => entry.dataText),
    rows.map(({ entry }) => entry.workerId),
    rows.map(({ entry }) => entry.attempt),
  ]);
}
