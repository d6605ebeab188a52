import type { PoolClient } from 'pg';
import { cutText } from '@/lib/domain/cut-text';
import { LEVELS } from '@/lib/domain/level';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import type { NewEntry } from '@/lib/domain/new-entry';
import { upsertEntries } from '../executions/upsert-entries';
import type { RunRow } from './lock-run';

/** No text column holds it. */
const NUL = '\0';
const REPLACEMENT = '\ufffd';

export interface AddedLevels {
  warnings: number;
  errors: number;
}

/**
 * Adds entries behind those that an execution has, in the transaction that has locked its row: two
 * that add at once would take the same numbers.
 * @returns how many of them are counted in the row
 */
export async function insertRunEntries(
  client: PoolClient,
  run: RunRow,
  workerId: string | null,
  entries: readonly NewEntry[],
): Promise<AddedLevels> {
  if (entries.length === 0) return { warnings: 0, errors: 0 };
  const { rows } = await client.query<{ last: number }>(
    `SELECT coalesce(max(seq), 0) AS last FROM runlens.execution_entries
     WHERE project_id = $1 AND execution_id = $2`,
    [run.project_id, run.execution_id],
  );
  const last = rows[0]?.last ?? 0;
  const { attempt } = run;
  const numbered = entries.map((entry, index) => ({
    seq: last + index + 1,
    occurredAt: entry.occurredAt ?? run.now,
    level: LEVELS.indexOf(entry.level),
    event: entry.event && cutText(storable(entry.event), MAX_NAME_LENGTH),
    message: entry.message && storable(entry.message),
    dataText: entry.dataText && storable(entry.dataText),
    workerId,
    attempt,
    extraText: null,
    knownAs: null,
  }));
  await upsertEntries(
    client,
    run.project_id,
    [{ id: run.execution_id, isMerged: true, execution: { attempt, entries: numbered } }],
    'late',
  );
  const count = (level: NewEntry['level']) =>
    entries.filter((entry) => entry.level === level).length;
  return { warnings: count('warning'), errors: count('error') };
}

/** What an executor hands over is as untrusted as what a producer sends. */
export function storable(text: string): string {
  return text.replaceAll(NUL, REPLACEMENT);
}
