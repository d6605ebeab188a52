import type { PinnedRun } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE } from '@/lib/domain/status';
import { inTransaction } from '../in-transaction';

/** Advisory lock of those who add cases: two at once must not both be the last that there is room for. */
const PIN_LOCK = 7_421_003;

/**
 * Keeps a case. One that is pinned already stays as it is.
 * @param most cases of the action
 * @returns false when there is no room for it
 */
export async function insertCase(
  projectId: ProjectId,
  actionKey: string,
  run: Omit<PinnedRun, 'code'>,
  most: number,
): Promise<boolean> {
  return inTransaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [PIN_LOCK, projectId]);
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM runlens.pinned_cases
       WHERE project_id = $1 AND action_key = $2 AND execution_id <> $3`,
      [projectId, actionKey, run.executionId],
    );
    if ((rows[0]?.count ?? 0) >= most) return false;
    await client.query(
      `INSERT INTO runlens.pinned_cases (project_id, action_key, execution_id, name, pinned_at,
         pinned_by, status, event, target, target_record_id, outcome, message, code_sha256,
         context_text, output_text)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (project_id, action_key, execution_id) DO NOTHING`,
      [
        projectId,
        actionKey,
        run.executionId,
        run.name,
        run.pinnedAt,
        run.pinnedBy,
        STATUS_CODE[run.status],
        run.event,
        run.target,
        run.targetRecordId,
        run.outcome,
        run.message,
        Buffer.from(run.codeSha256, 'hex'),
        run.contextText,
        run.outputText,
      ],
    );
    return true;
  });
}
