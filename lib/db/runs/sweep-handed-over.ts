import type { PoolClient } from 'pg';
import type { NewEntry } from '@/lib/domain/new-entry';
import { isTerminal, STATUS_CODE, STATUSES, type Status, statusOfCode } from '@/lib/domain/status';
import { pool } from '../client';
import { inRowTransaction, type WriteRow } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { endRun, isOpen } from './end-run';
import { insertRunEntries } from './insert-run-entries';
import { RUN_COLUMNS, type RunRow } from './lock-run';

const ENDED = STATUSES.filter(isTerminal).map((status) => STATUS_CODE[status]);

/** What the log says at the end. */
export interface EndWords {
  reported: (status: Status, durationMs: number | null) => NewEntry[];
  late: (allowedMs: number) => { message: string; entries: NewEntry[] };
}

/**
 * Looks at the runs that another system has taken: those whose execution has ended by what was
 * reported are closed, and those of which nothing was heard within their allowed time are rejected.
 */
export async function sweepHandedOver(watcherId: string, words: EndWords): Promise<void> {
  // By themselves first: what plans for every day of executions takes longer than all of a round.
  const handedOver = await pool().query(
    "SELECT FROM runlens.runs WHERE state = 'handed_over' LIMIT 1",
  );
  if (handedOver.rowCount === 0) return;
  const { rows } = await pool().query<{ id: string }>(
    `SELECT r.id FROM runlens.runs r
     LEFT JOIN runlens.executions e ON e.project_id = r.project_id AND e.id = r.execution_id
     WHERE r.state = 'handed_over' AND (r.deadline_at < clock_timestamp()
       OR e.id IS NULL OR e.attempt <> r.attempt OR e.status = ANY($1))
     ORDER BY r.id`,
    [ENDED],
  );
  for (const { id } of rows) {
    await inRowTransaction((client, write) => closeIn(client, write, id, watcherId, words));
  }
}

async function closeIn(
  client: PoolClient,
  write: WriteRow,
  id: string,
  watcherId: string,
  words: EndWords,
): Promise<void> {
  const { rows } = await client.query<RunRow & { is_over: boolean }>(
    `SELECT ${RUN_COLUMNS}, r.deadline_at < clock_timestamp() AS is_over FROM runlens.runs r
     WHERE r.id = $1 AND r.state = 'handed_over' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  const [run] = rows;
  if (!run) return;
  const row = await lockRow(client, run.project_id, run.execution_id);
  if (row && isOpen(run, row)) {
    if (!run.is_over) return;
    const { message, entries } = words.late(run.allowed_ms);
    await endRun(client, write, run, watcherId, {
      status: 'rejected',
      outputText: null,
      raisedAction: null,
      validationMessage: message,
      entries: () => entries,
    });
    return;
  }
  await client.query('DELETE FROM runlens.runs WHERE id = $1', [run.id]);
  if (row?.attempt !== run.attempt) return;
  const added = await insertRunEntries(
    client,
    run,
    watcherId,
    words.reported(statusOfCode(row.status), row.duration_ms),
  );
  await write(run.project_id, row, {
    warning_count: row.warning_count + added.warnings,
    error_count: row.error_count + added.errors,
  });
}
