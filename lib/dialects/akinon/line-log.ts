import type { z } from 'zod';
import type { LogEntry } from '@/lib/domain/log-entry';
import { lineLogId } from './flow-log-id';
import type { lineFlowLogSchema } from './flow-log-schema';
import { lineLogState } from './flow-log-state';
import { offsetTime } from './flow-log-time';
import type { Flow, FlowRun } from './open-flow-run';

/**
 * One log entry as a line log. Akinon's document shows none: this has the members of a main log with
 * what a line knows of them, in the order of a sub log, and what the line itself says.
 */
export function lineLog(
  flow: Flow,
  run: FlowRun,
  entry: LogEntry,
): Omit<z.infer<typeof lineFlowLogSchema>, 'data'> {
  const id = lineLogId(run.summary.id, entry.seq);
  const at = entry.occurredAt && offsetTime(entry.occurredAt.getTime());
  const state = lineLogState(entry.level);
  return {
    created: at,
    id,
    process_group_id: flow.id,
    process_group_name: flow.name ?? flow.id,
    parent_process_group_id: null,
    original_filename_uuid: run.fileName,
    filename_uuid: id,
    ...state,
    finished: at,
    process_count: 1,
    success_count: state.status === 2 ? 1 : 0,
    fail_count: state.status === 3 ? 1 : 0,
    ...run.common,
    log_type: 3,
    flow_order: entry.seq,
    is_send_S3: 0,
    fragment_count: null,
    level: entry.level,
    event: entry.event,
    message: entry.message,
  };
}
