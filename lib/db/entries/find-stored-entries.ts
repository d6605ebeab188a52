import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { ComparedEntry } from './same-entry';

export interface StoredEntry extends ComparedEntry {
  seq: number;
  /** Set where the seq was not the producer's. */
  knownAs: string | null;
}

/** What is stored under the seqs and names of entries that come in, and the highest of all. */
export interface StoredEntries {
  bySeq: ReadonlyMap<number, StoredEntry>;
  byName: ReadonlyMap<string, number>;
  /** 0 where there is none. */
  lastSeq: number;
  lastArrival: number;
}

const COLUMNS = `seq, known_as AS "knownAs", occurred_at AS "occurredAt", level, event, message,
  data_text AS "dataText", worker_id AS "workerId", attempt, extra_text AS "extraText"`;
const OF_EXECUTION = 'FROM runlens.execution_entries WHERE project_id = $1 AND execution_id = $2';

/** Two short walks along an index; with the id as a constant, so that only its day is planned for. */
const LAST = `
  SELECT (SELECT seq ${OF_EXECUTION} ORDER BY seq DESC LIMIT 1) AS seq,
    (SELECT arrival ${OF_EXECUTION} ORDER BY arrival DESC LIMIT 1) AS arrival`;

/** To be asked under the lock of the execution's row: then nothing changes until the commit. */
export async function findStoredEntries(
  client: PoolClient,
  projectId: ProjectId,
  executionId: ExecutionId,
  entries: readonly AppendedEntry[],
): Promise<StoredEntries> {
  const of = [projectId, executionId];
  const seqs = entries.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  const [last] = (await client.query<{ seq: number | null; arrival: number | null }>(LAST, of))
    .rows;
  const lastSeq = last?.seq ?? null;
  const lastArrival = last?.arrival ?? 0;
  if (lastSeq === null) return { bySeq: new Map(), byName: new Map(), lastSeq: 0, lastArrival };
  // What goes on behind the last one, as most does, is not asked for.
  const asked = seqs.filter((seq) => seq <= lastSeq);
  const rows: StoredEntry[] = [];
  if (asked.length > 0) {
    const found = await client.query<StoredEntry>(
      `SELECT ${COLUMNS} ${OF_EXECUTION} AND seq = ANY($3::int[])`,
      [...of, asked],
    );
    rows.push(...found.rows);
  }
  const names = entries.flatMap(({ seq, knownAs }) =>
    seq === null || seq <= lastSeq ? [knownAs] : [],
  );
  if (names.length > 0) {
    const named = await client.query<StoredEntry>(
      `SELECT ${COLUMNS} ${OF_EXECUTION} AND known_as = ANY($3::text[])`,
      [...of, names],
    );
    rows.push(...named.rows);
  }
  return {
    bySeq: new Map(rows.map((row) => [row.seq, row])),
    byName: new Map(rows.flatMap(({ knownAs, seq }) => (knownAs === null ? [] : [[knownAs, seq]]))),
    lastSeq,
    lastArrival,
  };
}
