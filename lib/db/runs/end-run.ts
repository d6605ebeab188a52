import type { PoolClient } from 'pg';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { NewEntry } from '@/lib/domain/new-entry';
import { isTerminal, STATUS_CODE, type Status, statusOfCode } from '@/lib/domain/status';
import { assertTransition } from '@/lib/domain/status-transition';
import type { WriteRow } from '../executions/in-row-transaction';
import { type ExecutionRow, lockRow } from '../executions/lock-row';
import { upsertSteps } from '../executions/upsert-steps';
import { countSteps } from '../steps/count-steps';
import { insertRunEntries, storable } from './insert-run-entries';
import type { RunRow } from './lock-run';

/** How a run ended. */
export interface RunEnding {
  status: Extract<Status, 'success' | 'partially_executed' | 'failed' | 'rejected'>;
  /** The recording, JSON text. */
  outputText: string | null;
  raisedAction: string | null;
  /** Whole; the list row gets a cut copy. */
  validationMessage: string | null;
  /** Those that the attempt went through; without it what was sent meanwhile stays. */
  steps?: readonly IncomingStep[];
  /** The last of its log: given how long the attempt took, in ms. */
  entries: (durationMs: number) => readonly NewEntry[];
}

/** `late`: the execution had an end already, or is gone; the run is closed and changes nothing else. */
export type EndOutcome = 'ended' | 'late';

/**
 * Writes the end of a run to its execution and takes the run out of the queue, in the transaction that
 * has locked the run. There is one end: whoever comes second changes nothing.
 */
export async function endRun(
  client: PoolClient,
  write: WriteRow,
  run: RunRow,
  workerId: string | null,
  ending: RunEnding,
): Promise<EndOutcome> {
  const row = await lockRow(client, run.project_id, run.execution_id);
  await client.query('DELETE FROM runlens.runs WHERE id = $1', [run.id]);
  if (!row || !isOpen(run, row)) return 'late';
  assertTransition(statusOfCode(row.status), ending.status);
  const durationMs = row.started_at ? run.now.getTime() - row.started_at.getTime() : 0;
  const message = ending.validationMessage && storable(ending.validationMessage);
  const outputText = ending.outputText && storable(ending.outputText);
  const entries = ending.entries(durationMs);
  const added = await insertRunEntries(client, run, workerId, entries);
  await saveSteps(client, run, ending.steps);
  await client.query(
    `INSERT INTO runlens.execution_payloads AS p (project_id, execution_id, output_text, validation_message)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (project_id, execution_id) DO UPDATE
       SET output_text = coalesce(excluded.output_text, p.output_text),
         validation_message = excluded.validation_message`,
    [run.project_id, run.execution_id, outputText, message],
  );
  await write(run.project_id, row, {
    status: STATUS_CODE[ending.status],
    started_at: row.started_at ?? run.now,
    finished_at: run.now,
    duration_ms: durationMs,
    raised_action: ending.raisedAction && storable(ending.raisedAction),
    validation_message: message,
    has_output: row.has_output || outputText !== null,
    warning_count: row.warning_count + added.warnings,
    error_count: row.error_count + added.errors,
  });
  return 'ended';
}

/** Whether the row is still of the attempt that the run is of, and has no end yet. */
export function isOpen(run: RunRow, row: ExecutionRow): boolean {
  return row.attempt === run.attempt && !isTerminal(statusOfCode(row.status));
}

async function saveSteps(
  client: PoolClient,
  { project_id: projectId, execution_id: id }: RunRow,
  steps: readonly IncomingStep[] | undefined,
): Promise<void> {
  if (!steps) return;
  await client.query(
    'DELETE FROM runlens.execution_steps WHERE project_id = $1 AND execution_id = $2',
    [projectId, id],
  );
  await upsertSteps(client, projectId, [{ id, execution: { steps } }], 'later');
  await countSteps(client, projectId, [id]);
}
