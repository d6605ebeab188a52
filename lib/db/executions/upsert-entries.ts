import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { findNamedEntries } from '../entries/find-named-entries';
import { insertEntries } from '../entries/insert-entries';
import { nextArrivals } from '../entries/next-arrivals';
import { type ChildColumns, childStatement } from './child-statement';
import { idSpan } from './id-span';
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
  known_as: 'text',
  extra_text: 'text',
};
const STATEMENTS = {
  later: childStatement('execution_entries', COLUMNS, 'later', 'arrival'),
  late: childStatement('execution_entries', COLUMNS, 'late', 'arrival'),
};

/** Entries of one execution. */
interface EntriesItem {
  id: ExecutionId;
  /** It may have entries already. */
  isMerged: boolean;
  execution: { attempt: number; entries: readonly IncomingEntry[] };
}

/**
 * Stores the entries that came with messages. One that a later message changes arrives anew: who
 * follows gets it again as it is now.
 */
export async function upsertEntries(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly EntriesItem[],
  order: 'later' | 'late',
): Promise<void> {
  const having = items.filter(({ execution }) => execution.entries.length > 0);
  const arrivals = await nextArrivals(
    client,
    projectId,
    having.filter(({ isMerged }) => isMerged).map(({ id }) => id),
  );
  const met = await findGiven(client, projectId, having);
  const named = await findNamedEntries(client, projectId, having);
  /** Where it is or will be; null where it has to get a seq. */
  const seqOf = ({ id, isMerged }: EntriesItem, { seq, knownAs }: IncomingEntry) => {
    if (knownAs !== null && isMerged) return named.get(`${id} ${knownAs}`) ?? null;
    return met.has(`${id} ${seq}`) ? null : seq;
  };
  const all = having.flatMap((item) =>
    item.execution.entries.map((entry) => ({
      ...{ id: item.id, entry, seq: seqOf(item, entry) },
      attempt: entry.attempt ?? item.execution.attempt,
      arrival: arrivals.get(item.id) ?? 1,
    })),
  );
  const rows = all.filter(({ seq }) => seq !== null);
  await inSlices(client, STATEMENTS[order], projectId, rows, (slice) => [
    slice.map(({ id }) => id),
    slice.map(({ seq }) => seq),
    slice.map(({ entry }) => entry.occurredAt),
    slice.map(({ entry }) => entry.level),
    textArray(slice.map(({ entry }) => entry.event)),
    textArray(slice.map(({ entry }) => entry.message)),
    textArray(slice.map(({ entry }) => entry.dataText)),
    textArray(slice.map(({ entry }) => entry.workerId)),
    slice.map(({ attempt }) => attempt),
    slice.map(({ entry }) => entry.knownAs),
    textArray(slice.map(({ entry }) => entry.extraText)),
    slice.map(({ arrival }) => arrival),
  ]);
  if (rows.length === all.length) return;
  // Those whose seq another one has, and those that are new under their name: see insertEntries.
  const rest = new Map(
    having.map((item) => {
      const { attempt, entries } = item.execution;
      const ofOne = entries.filter((entry) => seqOf(item, entry) === null).map(toAppended);
      return [item.id, { entries: ofOne, attempt }];
    }),
  );
  await insertEntries(client, projectId, rest);
}

/** Seqs that were given here, to entries that came without one: as id and seq. */
async function findGiven(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly EntriesItem[],
): Promise<Set<string>> {
  const sent = items
    .filter(({ isMerged }) => isMerged)
    .flatMap(({ id, execution }) =>
      execution.entries.flatMap(({ seq, knownAs }) => (knownAs === null ? [{ id, seq }] : [])),
    );
  if (sent.length === 0) return new Set();
  const ids = sent.map(({ id }) => id);
  const { rows } = await client.query<{ id: string; seq: number }>(
    `SELECT n.execution_id AS id, n.seq FROM unnest($2::uuid[], $3::int[]) AS u (id, seq)
     JOIN runlens.execution_entries n
       ON n.project_id = $1 AND n.execution_id = u.id AND n.seq = u.seq
     WHERE n.execution_id BETWEEN $4 AND $5 AND n.known_as IS NOT NULL`,
    [projectId, ids, sent.map(({ seq }) => seq), ...idSpan(ids)],
  );
  return new Set(rows.map(({ id, seq }) => `${id} ${seq}`));
}

function toAppended(entry: IncomingEntry): AppendedEntry {
  const { seq, knownAs } = entry;
  const known = knownAs === null ? { seq, knownAs: `seq:${seq}` } : { seq: null, knownAs };
  return { ...entry, ...known, alterations: [], size: 0 };
}
