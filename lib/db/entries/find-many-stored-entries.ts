import type { PoolClient } from 'pg';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';
import type { StoredEntries, StoredEntry } from './find-stored-entries';

type Row = StoredEntry & { id: ExecutionId };
interface Last {
  id: ExecutionId;
  seq: number | null;
  arrival: number | null;
}

const COLUMNS = `n.execution_id AS id, n.seq, n.known_as AS "knownAs", n.occurred_at AS "occurredAt",
  n.level, n.event, n.message, n.data_text AS "dataText", n.worker_id AS "workerId", n.attempt,
  n.extra_text AS "extraText"`;
const last = (column: 'seq' | 'arrival') => `(
    SELECT n.${column} FROM runlens.execution_entries n
    WHERE n.project_id = $1 AND n.execution_id = u.id AND n.execution_id BETWEEN $3 AND $4
    ORDER BY n.${column} DESC LIMIT 1)`;
const LAST = `
  SELECT u.id, ${last('seq')} AS seq, ${last('arrival')} AS arrival
  FROM unnest($2::uuid[]) AS u (id)`;
const joined = (column: 'seq' | 'known_as', type: 'int' | 'text') => `
  SELECT ${COLUMNS} FROM unnest($2::uuid[], $3::${type}[]) AS u (id, asked)
  JOIN runlens.execution_entries n
    ON n.project_id = $1 AND n.execution_id = u.id AND n.${column} = u.asked
  WHERE n.execution_id BETWEEN $4 AND $5`;
const BY_SEQ = joined('seq', 'int');
const BY_NAME = joined('known_as', 'text');

/** As findStoredEntries, for many executions with as many statements as for one. */
export async function findManyStoredEntries(
  client: PoolClient,
  projectId: ProjectId,
  sent: ReadonlyMap<ExecutionId, readonly AppendedEntry[]>,
): Promise<Map<ExecutionId, StoredEntries>> {
  if (sent.size === 0) return new Map();
  const ids = Array.from(sent.keys());
  const { rows: lasts } = await client.query<Last>(LAST, [projectId, ids, ...idSpan(ids)]);
  const bySeq = new Map<ExecutionId, Map<number, StoredEntry>>();
  const byName = new Map<ExecutionId, Map<string, number>>();
  const stored = new Map<ExecutionId, StoredEntries>();
  const seqs: [ExecutionId, number][] = [];
  const names: [ExecutionId, string][] = [];
  for (const { id, seq: lastSeq, arrival } of lasts) {
    const found = { bySeq: new Map<number, StoredEntry>(), byName: new Map<string, number>() };
    bySeq.set(id, found.bySeq);
    byName.set(id, found.byName);
    stored.set(id, { ...found, lastSeq: lastSeq ?? 0, lastArrival: arrival ?? 0 });
    // What goes on behind the last one, as most does, is not asked for.
    for (const { seq, knownAs } of lastSeq === null ? [] : (sent.get(id) ?? [])) {
      if (seq !== null && seq <= (lastSeq ?? 0)) seqs.push([id, seq]);
      if (seq === null || seq <= (lastSeq ?? 0)) names.push([id, knownAs]);
    }
  }
  const note = ({ id, ...entry }: Row) => {
    bySeq.get(id)?.set(entry.seq, entry);
    if (entry.knownAs !== null) byName.get(id)?.set(entry.knownAs, entry.seq);
  };
  for (const [statement, asked] of [
    [BY_SEQ, seqs],
    [BY_NAME, names],
  ] as const) {
    if (asked.length === 0) continue;
    const ids = asked.map(([id]) => id);
    const values = asked.map(([, value]) => value);
    const { rows } = await client.query<Row>(statement, [projectId, ids, values, ...idSpan(ids)]);
    rows.forEach(note);
  }
  return stored;
}
