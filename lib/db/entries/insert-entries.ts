import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { inSlices } from '../executions/in-slices';
import { textArray } from '../executions/text-array';
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

export interface InsertedEntries {
  /** In the order of the entries. */
  verdicts: LineVerdict[];
  warnings: number;
  errors: number;
}

/**
 * Adds entries to an execution whose row the transaction has locked. The first entry of a seq holds; the
 * same again is a duplicate, another one a conflict. An entry without a seq gets the next one, and so
 * does one whose seq was given to such an entry before: neither of them may cost the other.
 * @param options.attempt of the execution, for entries that do not name theirs
 */
export async function insertEntries(
  client: PoolClient,
  projectId: ProjectId,
  executionId: ExecutionId,
  entries: readonly AppendedEntry[],
  options: { attempt: number },
): Promise<InsertedEntries> {
  const stored = await findStoredEntries(client, projectId, executionId, entries);
  // The lock lets numbers be committed in their order: whoever has read one has read all before it.
  const arrival = stored.lastArrival + 1;
  const { verdicts, added } = decide(entries, stored);
  await inSlices(client, INSERT, projectId, added, (slice) => [
    slice.map(() => executionId),
    slice.map(({ seq }) => seq),
    slice.map(() => arrival),
    slice.map(({ knownAs }) => knownAs),
    slice.map(({ entry }) => entry.occurredAt),
    slice.map(({ entry }) => entry.level),
    textArray(slice.map(({ entry }) => entry.event)),
    textArray(slice.map(({ entry }) => entry.message)),
    textArray(slice.map(({ entry }) => entry.dataText)),
    textArray(slice.map(({ entry }) => entry.workerId)),
    slice.map(({ entry }) => entry.attempt ?? options.attempt),
    textArray(slice.map(({ entry }) => entry.extraText)),
    textArray(slice.map(({ entry: { alterations } }) => alterationsText(alterations))),
  ]);
  const countOf = (level: number) => added.filter(({ entry }) => entry.level === level).length;
  return { verdicts, warnings: countOf(2), errors: countOf(3) };
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
