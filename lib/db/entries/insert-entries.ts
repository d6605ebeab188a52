import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { inSlices } from '../executions/in-slices';
import { textArray } from '../executions/text-array';
import { findManyStoredEntries } from './find-many-stored-entries';
import { findStoredEntries, type StoredEntries } from './find-stored-entries';
import type { LineVerdict } from './line-verdict';
import { sameEntry } from './same-entry';

/** Largest seq; the database keeps it as a signed integer of 32 bits. */
const MAX_SEQ = 2_147_483_647;

const INSERT = `
  INSERT INTO runlens.execution_entries (project_id, execution_id, seq, arrival, known_as, occurred_at,
    level, event, message, data_text, worker_id, attempt, extra_text, alterations_text)
  SELECT $1::int, u.* FROM unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::timestamptz[],
    $7::smallint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::smallint[], $13::text[],
    $14::text[]) AS u`;

const CONFLICT = 'An entry with this seq or id is stored with other content: the first one holds';
const NO_ROOM = `There is no seq left after ${MAX_SEQ}: give the entry a seq of its own`;

/** Entries of one execution. */
export interface SentEntries {
  entries: readonly AppendedEntry[];
  /** Of the execution, for entries that do not name theirs. */
  attempt: number;
}

export interface InsertedEntries {
  /** In the order of the entries. */
  verdicts: LineVerdict[];
  warnings: number;
  errors: number;
}

/**
 * Adds entries to executions whose rows the transaction has locked. The first entry of a seq holds; the
 * same again is a duplicate, another one a conflict. An entry without a seq gets the next one, and so
 * does one whose seq was given to such an entry before: neither of them may cost the other.
 */
export async function insertEntries(
  client: PoolClient,
  projectId: ProjectId,
  sent: ReadonlyMap<ExecutionId, SentEntries>,
): Promise<Map<ExecutionId, InsertedEntries>> {
  const stored = await findStored(client, projectId, sent);
  const inserted = new Map<ExecutionId, InsertedEntries>();
  const rows: (Added & { id: ExecutionId; arrival: number; attempt: number })[] = [];
  for (const [id, { entries, attempt }] of sent) {
    const before = stored.get(id);
    if (!before) throw new Error('an execution came back without its entries');
    const { verdicts, added } = decide(entries, before);
    const countOf = (level: number) => added.filter(({ entry }) => entry.level === level).length;
    inserted.set(id, { verdicts, warnings: countOf(2), errors: countOf(3) });
    // The lock lets numbers be committed in their order: whoever has read one has read all before it.
    const arrival = before.lastArrival + 1;
    for (const one of added) rows.push({ ...one, id, arrival, attempt });
  }
  await inSlices(client, INSERT, projectId, rows, (slice) => [
    slice.map(({ id }) => id),
    slice.map(({ seq }) => seq),
    slice.map(({ arrival }) => arrival),
    slice.map(({ knownAs }) => knownAs),
    slice.map(({ entry }) => entry.occurredAt),
    slice.map(({ entry }) => entry.level),
    textArray(slice.map(({ entry }) => entry.event)),
    textArray(slice.map(({ entry }) => entry.message)),
    textArray(slice.map(({ entry }) => entry.dataText)),
    textArray(slice.map(({ entry }) => entry.workerId)),
    slice.map(({ entry, attempt }) => entry.attempt ?? attempt),
    textArray(slice.map(({ entry }) => entry.extraText)),
    textArray(slice.map(({ entry: { alterations } }) => alterationsText(alterations))),
  ]);
  return inserted;
}

/** Most requests are about one execution, for which there is a shorter way. */
async function findStored(
  client: PoolClient,
  projectId: ProjectId,
  sent: ReadonlyMap<ExecutionId, SentEntries>,
): Promise<Map<ExecutionId, StoredEntries>> {
  const all = Array.from(sent, ([id, { entries }]) => [id, entries] as const);
  const [one] = all;
  if (!one || all.length > 1) return findManyStoredEntries(client, projectId, new Map(all));
  const [id, entries] = one;
  return new Map([[id, await findStoredEntries(client, projectId, id, entries)]]);
}

interface Added {
  entry: AppendedEntry;
  seq: number;
  knownAs: string | null;
}

/** What to add, and what becomes of each line. Pure. */
function decide(entries: readonly AppendedEntry[], stored: StoredEntries) {
  const bySeq = new Map(stored.bySeq);
  const byName = new Map(stored.byName);
  const added: Added[] = [];
  const given = entries.reduce((most, { seq }) => Math.max(most, seq ?? 0), 0);
  let last = Math.max(stored.lastSeq, given);
  const add = (entry: AppendedEntry, seq: number, knownAs: string | null): LineVerdict => {
    if (seq > MAX_SEQ) return { kind: 'rejected', code: 'out_of_range', message: NO_ROOM };
    added.push({ entry, seq, knownAs });
    bySeq.set(seq, { ...entry, seq, knownAs });
    if (knownAs !== null) byName.set(knownAs, seq);
    last = Math.max(last, seq);
    return { kind: 'accepted', seq };
  };
  const verdicts = entries.map((entry): LineVerdict => {
    const known = byName.get(entry.knownAs);
    if (known !== undefined) {
      const there = bySeq.get(known);
      if (!there || sameEntry(there, entry)) return { kind: 'duplicate', seq: known };
      return { kind: 'rejected', code: 'conflict', message: CONFLICT };
    }
    if (entry.seq === null) return add(entry, last + 1, entry.knownAs);
    const there = bySeq.get(entry.seq);
    if (!there) return add(entry, entry.seq, null);
    if (sameEntry(there, entry)) return { kind: 'duplicate', seq: entry.seq };
    if (there.knownAs !== null) return add(entry, last + 1, entry.knownAs);
    return { kind: 'rejected', code: 'conflict', message: CONFLICT };
  });
  return { verdicts, added };
}

function alterationsText(alterations: AppendedEntry['alterations']): string | null {
  return alterations.length > 0 ? JSON.stringify(alterations) : null;
}
