import { AppError } from '@/lib/domain/app-error';
import { pool } from '../client';
import type { RunLease } from './run-lease';

/** What a run works with, as it is stored. */
export interface RunMaterial {
  /** The code itself; null without one. */
  code: string | null;
  /** The producer's JSON text. */
  contextText: string | null;
  /** The recording of the attempt before, JSON text, or null. */
  outputText: string | null;
  event: string;
  target: string;
}

/** Throws `not_found` for an execution that is gone. Code is read by a statement of its own. */
export async function getRunMaterial({
  projectId,
  executionId,
  attempt,
}: RunLease): Promise<RunMaterial> {
  const { rows } = await pool().query<{
    event: string;
    target: string;
    code_sha256: Buffer | null;
    context_text: string | null;
    output_text: string | null;
  }>(
    `SELECT e.event, e.target, e.code_sha256, p.context_text, a.output_text
     FROM runlens.executions e
     LEFT JOIN runlens.execution_payloads p ON p.project_id = e.project_id AND p.execution_id = e.id
     LEFT JOIN runlens.execution_attempts a ON a.project_id = e.project_id
       AND a.execution_id = e.id AND a.attempt = $3
     WHERE e.project_id = $1 AND e.id = $2`,
    [projectId, executionId, attempt - 1],
  );
  const [row] = rows;
  if (!row) throw new AppError('not_found', 'The execution is older than the retention');
  const versions = row.code_sha256
    ? await pool().query<{ source_json: string }>(
        'SELECT source_json FROM runlens.code_versions WHERE project_id = $1 AND sha256 = $2',
        [projectId, row.code_sha256],
      )
    : { rows: [] };
  const source = versions.rows[0]?.source_json;
  return {
    code: source === undefined ? null : (JSON.parse(source) as string),
    contextText: row.context_text,
    outputText: row.output_text,
    event: row.event,
    target: row.target,
  };
}
