import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { type ChildColumns, childStatement } from './child-statement';
import { inSlices } from './in-slices';
import { textArray } from './text-array';

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
  items: readonly { id: ExecutionId; execution: { entries: readonly IncomingEntry[] } }[],
  order: 'later' | 'late',
): Promise<void> {
  const rows = items.flatMap((item) =>
    item.execution.entries.map((entry) => ({ id: item.id, entry })),
  );
  await inSlices(client, STATEMENTS[order], projectId, rows, (slice) => [
    slice.map(({ id }) => id),
    slice.map(({ entry }) => entry.seq),
    slice.map(({ entry }) => entry.occurredAt),
    slice.map(({ entry }) => entry.level),
    textArray(slice.map(({ entry }) => entry.event)),
    textArray(slice.map(({ entry }) => entry.message)),
    textArray(slice.map(({ entry }) => entry.dataText)),
    textArray(slice.map(({ entry }) => entry.workerId)),
    slice.map(({ entry }) => entry.attempt),
  ]);
}
