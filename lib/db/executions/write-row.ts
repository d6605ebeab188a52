import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { cutText } from '@/lib/domain/cut-text';
import { MAX_LIST_MESSAGE_LENGTH } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { searchText } from '@/lib/domain/search-text';
import { pool } from '../client';
import type { Failure } from '../error-groups/failure-of';
import { insertErrorGroups } from '../error-groups/insert-error-groups';
import { readFailures } from '../error-groups/read-failures';
import { setErrorGroups } from '../error-groups/set-error-groups';
import { noteChange } from '../feed/note-change';
import { RollupChanges } from '../rollups/rollup-changes';
import { KnownValues } from './known-values';
import { type ExecutionRow, ROW_COLUMNS } from './lock-row';

/** What a run may change of a list row. */
export type RowChange = Partial<
  Pick<
    ExecutionRow,
    | 'status'
    | 'attempt'
    | 'started_at'
    | 'finished_at'
    | 'duration_ms'
    | 'raised_action'
    | 'validation_message'
    | 'code_sha256'
    | 'has_output'
    | 'warning_count'
    | 'error_count'
  >
> & {
  /** Takes back what a rerun has shown: it was about another content. */
  verdict?: null;
};

const COLUMNS = [
  'status',
  'attempt',
  'started_at',
  'finished_at',
  'duration_ms',
  'raised_action',
  'validation_message',
  'code_sha256',
  'has_output',
  'warning_count',
  'error_count',
] as const;

/**
 * Changes a row that lockRow has locked, with all that hangs on it: counts, text for search, group of
 * the failure, and what live lists are told; where nothing differs only they are told, of what else is
 * new of the execution. To be called once what the group is told by (payload,
 * code) is stored. After the commit the caller opens groups again and wakes the readers of the feed.
 * @returns to which group it belongs now
 */
export async function writeRow(
  client: PoolClient,
  projectId: ProjectId,
  before: ExecutionRow,
  change: RowChange,
): Promise<Failure | null> {
  const next = { ...before, ...change };
  const differs = COLUMNS.some((column) => !isDeepStrictEqual(next[column], before[column]));
  if (!differs && !('verdict' in change)) {
    await noteChange(client, projectId, before.id);
    return null;
  }
  const message =
    next.validation_message && cutText(next.validation_message, MAX_LIST_MESSAGE_LENGTH);
  const values = COLUMNS.map((column) =>
    column === 'validation_message' ? message : next[column],
  );
  const forgets = 'verdict' in change ? 'verdict = NULL,' : '';
  const { rows } = await client.query<ExecutionRow>(
    `UPDATE runlens.executions e SET ${forgets} search = $3,
       ${COLUMNS.map((column, index) => `${column} = $${index + 4}`).join(', ')}
     WHERE e.project_id = $1 AND e.id = $2 RETURNING ${ROW_COLUMNS}`,
    [projectId, before.id, searchOf({ ...next, validation_message: message }), ...values],
  );
  const [after] = rows;
  if (!after) throw new Error('a row that is locked is gone');
  if ('verdict' in change) {
    await client.query(
      'DELETE FROM runlens.execution_verdicts WHERE project_id = $1 AND execution_id = $2',
      [projectId, before.id],
    );
  }
  const rollups = new RollupChanges();
  rollups.note(before.id, before, after);
  await rollups.append(client, projectId);
  const failure = await regroup(client, projectId, after);
  await noteChange(client, projectId, before.id);
  return failure;
}

async function regroup(
  client: PoolClient,
  projectId: ProjectId,
  { id }: ExecutionRow,
): Promise<Failure | null> {
  const failures = await readFailures(client, projectId, [id]);
  await setErrorGroups(client, projectId, failures);
  const failure = failures[0]?.failure ?? null;
  // Without `commit` nothing is remembered, so that a transaction that fails has told no lie.
  const known = new KnownValues(pool());
  if (failure) await insertErrorGroups(client, projectId, [{ id, failure }], known);
  return failure;
}

function searchOf(row: ExecutionRow): string {
  return searchText({
    requestId: row.request_id,
    targetRecordId: row.target_record_id,
    target: row.target,
    event: row.event,
    externalId: row.external_id,
    actionKeys: row.action_keys,
    validationMessage: row.validation_message,
  });
}
