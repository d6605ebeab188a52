import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { countSteps } from '../steps/count-steps';

const STEPS = `(
  SELECT json_agg(json_build_object('seq', s.seq, 'parent_seq', s.parent_seq, 'name', s.name,
    'connector', s.connector, 'status', s.status, 'started_at', s.started_at,
    'duration_ms', s.duration_ms, 'input_text', s.input_text, 'output_text', s.output_text,
    'error_text', s.error_text) ORDER BY s.seq)::text
  FROM runlens.execution_steps s WHERE s.project_id = $1 AND s.execution_id = $2)`;

const LAST_SEQ = `(
  SELECT max(n.seq) FROM runlens.execution_entries n
  WHERE n.project_id = $1 AND n.execution_id = $2)`;

/** Of the archive, from a row `e` of executions and its row `p` of execution_payloads. */
const COPIED = {
  archived_at: 'now()',
  status: 'e.status',
  started_at: 'e.started_at',
  finished_at: 'e.finished_at',
  duration_ms: 'e.duration_ms',
  raised_action: 'e.raised_action',
  validation_message: 'coalesce(p.validation_message, e.validation_message)',
  code_sha256: 'e.code_sha256',
  context_text: 'p.context_text',
  output_text: 'p.output_text',
  steps_json: STEPS,
  warning_count: 'e.warning_count',
  error_count: 'e.error_count',
  last_entry_seq: LAST_SEQ,
};

const NAMES = Object.keys(COPIED);

const ARCHIVE = `
  INSERT INTO runlens.execution_attempts AS a (project_id, execution_id, attempt, ${NAMES.join(', ')})
  SELECT e.project_id, e.id, e.attempt, ${Object.values(COPIED).join(', ')}
  FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
    ON p.project_id = e.project_id AND p.execution_id = e.id
  WHERE e.project_id = $1 AND e.id = $2
  ON CONFLICT (project_id, execution_id, attempt) DO UPDATE
    SET ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')}`;

/**
 * Copies what the last attempt of an execution was, whole, before the next one takes its place; its
 * steps are copied and removed, its entries stay. Within the transaction that has locked the row.
 * A day of before there were attempts has no partition for them: see withDayOf.
 */
export async function archiveAttempt(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
): Promise<void> {
  await client.query(ARCHIVE, [projectId, id]);
  await client.query(
    'DELETE FROM runlens.execution_steps WHERE project_id = $1 AND execution_id = $2',
    [projectId, id],
  );
  await countSteps(client, projectId, [id]);
}
