import type { PoolClient } from 'pg';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ExecutionVerdict } from '@/lib/domain/execution-verdict';
import type { ProjectId } from '@/lib/domain/project';
import { VERDICT_CODE } from '@/lib/domain/verdict';
import { inTurn } from '../executions/in-turn';
import { noteChange } from '../feed/note-change';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { ensureDay } from '../partitions/ensure-day';
import type { CountedRow } from '../rollups/dimensions';
import { RollupChanges } from '../rollups/rollup-changes';
import { sqlFailure } from '../sql-state';
import { COUNTED_COLUMNS } from './counted-columns';
import { TRIED_SHA256_SQL } from './tried-content';

interface NewVerdict extends ExecutionVerdict {
  /** Of the content that was tried: see tried-content. */
  triedSha256: Buffer;
}

/** `changed`: the execution is not what was tried any more, or is gone; nothing was stored. */
export type SaveOutcome = 'saved' | 'changed';

/**
 * Stores the verdict of an execution in the place of an earlier one, in one transaction with the
 * counts and with what live lists are told.
 */
export async function saveVerdict(
  projectId: ProjectId,
  id: ExecutionId,
  verdict: NewVerdict,
): Promise<SaveOutcome> {
  const save = () =>
    inTurn(() => inTransaction((client) => saveIn(client, projectId, id, verdict)));
  let outcome: SaveOutcome;
  try {
    outcome = await save();
  } catch (error) {
    // A day of before there were verdicts has no partition for them until its first.
    if (sqlFailure(error) !== 'missing_partition') throw error;
    await ensureDay(timeOfId(id));
    outcome = await save();
  }
  if (outcome === 'saved') notifyFeed();
  return outcome;
}

async function saveIn(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
  verdict: NewVerdict,
): Promise<SaveOutcome> {
  const { rows } = await client.query<CountedRow>(
    `SELECT ${COUNTED_COLUMNS} FROM runlens.executions e
     WHERE e.project_id = $1 AND e.id = $2 FOR UPDATE`,
    [projectId, id],
  );
  const [before] = rows;
  if (!before || !(await isStill(client, projectId, id, verdict.triedSha256))) return 'changed';
  const reproducibility = VERDICT_CODE[verdict.verdict];
  await client.query(
    `INSERT INTO runlens.execution_verdicts AS v (project_id, execution_id, verdict, python,
       implementation, bundle_sha256, tried_sha256, source, reported_at, reported_by, masked, differences)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (project_id, execution_id) DO UPDATE SET verdict = excluded.verdict,
       python = excluded.python, implementation = excluded.implementation,
       bundle_sha256 = excluded.bundle_sha256, tried_sha256 = excluded.tried_sha256,
       source = excluded.source, reported_at = excluded.reported_at,
       reported_by = excluded.reported_by, masked = excluded.masked,
       differences = excluded.differences`,
    [
      projectId,
      id,
      reproducibility,
      verdict.python,
      verdict.implementation,
      Buffer.from(verdict.bundleSha256, 'hex'),
      verdict.triedSha256,
      verdict.source,
      verdict.reportedAt,
      verdict.reportedBy,
      verdict.masked,
      JSON.stringify(verdict.differences),
    ],
  );
  await client.query(
    'UPDATE runlens.executions SET verdict = $3 WHERE project_id = $1 AND id = $2',
    [projectId, id, reproducibility],
  );
  const changes = new RollupChanges();
  changes.note(id, before, { ...before, reproducibility });
  await changes.append(client, projectId);
  await noteChange(client, projectId, id);
  return 'saved';
}

/**
 * A statement of its own, after the lock: one that had waited for it would see the payload as it was
 * before the wait. Merges take the same lock, so that nothing can change from here on.
 */
async function isStill(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
  tried: Buffer,
): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    `SELECT ${TRIED_SHA256_SQL} = $3 AS same FROM runlens.executions e
     LEFT JOIN runlens.execution_payloads p ON p.project_id = e.project_id AND p.execution_id = e.id
     WHERE e.project_id = $1 AND e.id = $2`,
    [projectId, id, tried],
  );
  return rows[0]?.same === true;
}
