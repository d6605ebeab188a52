import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { type ChildColumns, childStatement } from './child-statement';
import { inSlices } from './in-slices';
import { textArray } from './text-array';

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

export async function upsertSteps(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly { id: ExecutionId; execution: { steps: readonly IncomingStep[] } }[],
  order: 'later' | 'late',
): Promise<void> {
  const rows = items.flatMap((item) => item.execution.steps.map((step) => ({ id: item.id, step })));
  await upsertStepRows(client, projectId, rows, order);
}

/** The same for steps that come without a message about their execution. */
export async function upsertStepRows(
  client: PoolClient,
  projectId: ProjectId,
  rows: readonly { id: ExecutionId; step: IncomingStep }[],
  order: 'later' | 'late',
): Promise<void> {
  await inSlices(client, STATEMENTS[order], projectId, rows, (slice) => [
    slice.map(({ id }) => id),
    slice.map(({ step }) => step.seq),
    slice.map(({ step }) => step.parentSeq),
    textArray(slice.map(({ step }) => step.name)),
    textArray(slice.map(({ step }) => step.connector)),
    slice.map(({ step: { status } }) => status && STEP_STATUS_CODE[status]),
    slice.map(({ step: { startedAt } }) => startedAt?.toISOString() ?? null),
    slice.map(({ step }) => step.durationMs),
    textArray(slice.map(({ step }) => step.inputText)),
    textArray(slice.map(({ step }) => step.outputText)),
    textArray(slice.map(({ step }) => step.errorText)),
  ]);
}
