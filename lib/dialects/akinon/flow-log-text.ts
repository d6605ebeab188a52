import { dataMembers } from '@/lib/contract/data-members';
import type { ExecutionStep } from '@/lib/domain/execution';
import type { LogEntry } from '@/lib/domain/log-entry';
import { lineLog } from './line-log';
import { mainLog } from './main-log';
import type { Flow, FlowRun } from './open-flow-run';
import { subLog } from './sub-log';

/** Most sub logs within a main log; the others are listed by `log_type=2`. */
export const MAX_SUB_FLOWS = 200;

/** A main log of a list; where it has more sub logs than are shown, `sub_flow_count` says how many. */
export function mainLogText(flow: Flow, run: FlowRun, steps: readonly ExecutionStep[]): string {
  const subFlows = steps.map((step) => subLog(flow, run, step));
  const { stepCount } = run.summary;
  const more = stepCount > steps.length ? { sub_flow_count: stepCount } : {};
  return JSON.stringify({ ...mainLog(flow, run), ...more, sub_flows: subFlows });
}

export function subLogText(flow: Flow, run: FlowRun, step: ExecutionStep): string {
  return JSON.stringify(subLog(flow, run, step));
}

/** `data` is the producer's own text, and null where only the beginning was read: `is_cut` says so. */
export function lineLogText(flow: Flow, run: FlowRun, entry: LogEntry): string {
  const cut = entry.isCut ? { is_cut: true } : {};
  const own = JSON.stringify({ ...lineLog(flow, run, entry), ...cut });
  return `${own.slice(0, -1)},${dataMembers(entry.isCut ? null : entry.dataText)}}`;
}
