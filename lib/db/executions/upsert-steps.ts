import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE } from '@/lib/domain/status';
import { type ChildColumns, childStatement } from './child-statement';
import type { StoredItem } from './stored-item';

const COLUMNS: ChildColumns = {
  parent_seq: 'integer',
  name: 'text',
  connector: 'text',
  status: 'smallint',
  started_at: 'timestamptz',
  duration_ms: 'double precision',
  input_text: 'text',
  output_text: 'text',
  error_text: 'text',
};
const STATEMENTS = {
  later: childStatement('execution_steps', COLUMNS, 'later'),
  late: childStatement('execution_steps', COLUMNS, 'late'),
};
/** A step that was not reached has no status of an execution. */
const SKIPPED = 100;

export async function upsertSteps(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  order: 'later' | 'late',
): Promise<void> {
  const rows = items.flatMap((item) => item.execution.steps.map((step) => ({ id: item.id, step })));
  if (rows.length === 0) return;
  await client.query(STATEMENTS[order], [
    projectId,
    rows.map(({ id }) => id),
    rows.map(({ step }) => step.seq),
    rows.map(({ step }) => step.parentSeq),
    rows.map(({ step }) => step.name),
    rows.map(({ step }) => step.connector),
    rows.map(({ step: { status } }) =>
      status === 'skipped' ? SKIPPED : status && STATUS_CODE[status],
    ),
    rows.map(({ step }) => step.startedAt),
    rows.map(({ step }) => step.durationMs),
    rows.map(({ step }) => step.inputText),
    rows.map(({ step }) => step.outputText),
    rows.map(({ step }) => step.errorText),
  ]);
}
