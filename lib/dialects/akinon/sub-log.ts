import type { z } from 'zod';
import type { ExecutionStep } from '@/lib/domain/execution';
import { readAttributes } from '../attributes';
import { subLogId } from './flow-log-id';
import type { subFlowLogSchema } from './flow-log-schema';
import { type FlowLogState, stepLogState } from './flow-log-state';
import { offsetTime } from './flow-log-time';
import type { Flow, FlowRun } from './open-flow-run';

/**
 * One step as Akinon documents a sub log. What has no column comes from the members that the producer
 * sent with the step; else a step counts as one thing that was processed once it has ended, and
 * `row_num` is 1, for a step of an earlier attempt is not in the list.
 */
export function subLog(
  flow: Flow,
  run: FlowRun,
  step: ExecutionStep,
): z.infer<typeof subFlowLogSchema> {
  const sent = readAttributes(run.extras.get(step.seq) ?? null);
  const processed = sent.number('process_count');
  const state = stepLogState(step, processed === 0);
  const counts = ownCounts(state);
  const id = subLogId(run.summary.id, step.seq);
  return {
    created: step.startedAt && offsetTime(step.startedAt.getTime()),
    id,
    process_group_id: sent.text('process_group_id') ?? groupId(step),
    process_group_name: step.name ?? step.connector,
    parent_process_group_id: flow.id,
    original_filename_uuid: run.fileName,
    filename_uuid: id,
    ...state,
    finished: finishedOf(step),
    process_count: processed ?? counts.processed,
    success_count: sent.number('success_count') ?? counts.success,
    fail_count: sent.number('fail_count') ?? counts.fail,
    ...run.common,
    log_type: 2,
    flow_order: sent.number('flow_order') ?? step.seq,
    is_send_S3: sent.number('is_send_S3') ?? 0,
    fragment_count: sent.number('fragment_count'),
    row_num: sent.number('row_num') ?? 1,
  };
}

/** `Read Data From ERP` is `read_data_from_erp`. */
function groupId({ name, connector, seq }: ExecutionStep): string {
  const word = name?.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_') ?? '';
  return word.replace(/^_+|_+$/g, '') || connector || String(seq);
}

function finishedOf({ startedAt, durationMs }: ExecutionStep): string | null {
  if (startedAt === null || durationMs === null) return null;
  return offsetTime(startedAt.getTime() + durationMs);
}

function ownCounts({ state, status }: FlowLogState) {
  const processed = state === 3 && status !== 4 ? 1 : 0;
  return { processed, success: status === 2 ? 1 : 0, fail: status === 3 ? 1 : 0 };
}
