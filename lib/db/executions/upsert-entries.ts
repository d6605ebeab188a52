import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { nextArrivals } from '../entries/next-arrivals';
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
  later: childStatement('execution_entries', COLUMNS, 'later', 'arrival'),
  late: childStatement('execution_entries', COLUMNS, 'late', 'arrival'),
};

/** What came with one message. */
interface EntriesOf {
  id: ExecutionId;
  /** Whether it was there before. */
  isMerged: boolean;
  execution: { entries: readonly IncomingEntry[]; attempt: number };
}

/**
 * Stores the entries that came with messages. One that a later message changes arrives anew: who
 * follows gets it again as it is now.
 */
export async function upsertEntries(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly EntriesOf[],
  order: 'later' | 'late',
): Promise<void> {
  const having = items.filter(({ execution }) => execution.entries.length > 0);
  const arrivals = await nextArrivals(
    client,
    projectId,
    having.filter(({ isMerged }) => isMerged).map(({ id }) => id),
  );
  const rows = having.flatMap(({ id, execution }) =>
    execution.entries.map((entry) => ({
      id,
      entry,
      attempt: entry.attempt ?? execution.attempt,
      arrival: arrivals.get(id) ?? 1,
    })),
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
    slice.map(({ attempt }) => attempt),
    slice.map(({ arrival }) => arrival),
  ]);
}
