import type { z } from 'zod';
import { endedAt } from '@/lib/domain/ended-at';
import type { mainFlowLogSchema } from './flow-log-schema';
import { flowLogState } from './flow-log-state';
import { epochText } from './flow-log-time';
import type { Flow, FlowRun } from './open-flow-run';

/**
 * One execution as Akinon documents a main log, without its sub logs. `id` is text, for ours do not fit
 * into a number. Counts are those that the producer sent as attributes, else of its log entries: all of
 * them, those of level error, and the rest; null where there are too many to count. `is_send_S3` and
 * `fragment_count` are the producer's, for Runlens sends nothing to S3.
 */
export function mainLog(
  flow: Flow,
  run: FlowRun,
): Omit<z.infer<typeof mainFlowLogSchema>, 'sub_flows'> {
  const { summary, startedAt, finishedAt, lineCount, sent } = run;
  const ended = endedAt({ startedAt, finishedAt, durationMs: summary.durationMs });
  const processed = sent.number('process_count');
  return {
    created: epochText(summary.createdAt),
    id: summary.id,
    process_group_id: flow.id,
    process_group_name: flow.name ?? flow.id,
    parent_process_group_id: null,
    original_filename_uuid: run.fileName,
    filename_uuid: run.fileName,
    ...flowLogState(summary.status, processed === 0),
    finished: ended && epochText(ended),
    fragment_count: sent.number('fragment_count'),
    process_count: processed ?? lineCount,
    success_count:
      sent.number('success_count') ?? (lineCount === null ? null : lineCount - summary.errorCount),
    fail_count: sent.number('fail_count') ?? summary.errorCount,
    ...run.common,
    log_type: 1,
    flow_order: sent.number('flow_order') ?? 1,
    is_send_S3: sent.number('is_send_S3') ?? 0,
  };
}
