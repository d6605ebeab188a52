import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';

const COLUMN: Record<keyof IncomingStep, string> = {
  seq: 'seq',
  parentSeq: 'parent_seq',
  name: 'name',
  connector: 'connector',
  status: 'status',
  startedAt: 'started_at',
  durationMs: 'duration_ms',
  inputText: 'input_text',
  outputText: 'output_text',
  errorText: 'error_text',
};

const SELECT = `SELECT ${Object.entries(COLUMN)
  .map(([name, column]) => `${column} AS "${name}"`)
  .join(', ')}
  FROM runlens.execution_steps WHERE project_id = $1 AND execution_id = $2 AND seq = ANY($3::int[])`;

/** The steps that are stored under some seqs. */
export async function findStoredSteps(
  client: PoolClient,
  projectId: ProjectId,
  executionId: ExecutionId,
  seqs: readonly number[],
): Promise<Map<number, IncomingStep>> {
  type Row = Omit<IncomingStep, 'status'> & { status: number | null };
  const { rows } = await client.query<Row>(SELECT, [projectId, executionId, seqs]);
  return new Map(
    rows.map((row) => [
      row.seq,
      { ...row, status: row.status === null ? null : stepStatusOfCode(row.status) },
    ]),
  );
}
