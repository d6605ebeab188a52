import { dataMembers } from '@/lib/contract/data-members';
import type { ExecutionStep } from '@/lib/domain/execution';
import type { LogEntry } from '@/lib/domain/log-entry';
import { lineLogText, mainLogText, subLogText } from './flow-log-text';
import type { Flow, FlowRun } from './open-flow-run';

/** What went in, came out and went wrong, as the producer's JSON texts. */
interface LogBodies {
  requestText: string | null;
  responseText: string | null;
}

export interface MainBodies extends LogBodies {
  /** In full. */
  validationMessage: string | null;
}

export interface StepBodies extends LogBodies {
  errorText: string | null;
}

/**
 * The JSON file of a download: the log as the list has it, and behind it `errors`, `request_body`,
 * `response_body` and what else Runlens knows. Akinon's document names these three and no others.
 */
export function mainLogDetail(
  flow: Flow,
  run: FlowRun,
  steps: readonly ExecutionStep[],
  bodies: MainBodies,
): string {
  const { summary, attributesText } = run;
  const { validationMessage: message } = bodies;
  const errors = message === null ? [] : [{ action: summary.raisedAction, message }];
  const about = {
    runlens_status: summary.status,
    event: summary.event,
    target: summary.target,
    target_record_id: summary.targetRecordId,
    request_id: summary.requestId,
    attempt: summary.attempt,
    errors,
  };
  return extended(
    mainLogText(flow, run, steps),
    JSON.stringify(about).slice(1, -1),
    ...bodyMembers(bodies),
    dataMembers(attributesText, 'attributes'),
  );
}

export function subLogDetail(
  flow: Flow,
  run: FlowRun,
  step: ExecutionStep,
  bodies: StepBodies,
): string {
  return extended(
    subLogText(flow, run, step),
    dataMembers(bodies.errorText === null ? '[]' : `[${bodies.errorText}]`, 'errors'),
    ...bodyMembers(bodies),
  );
}

export function lineLogDetail(flow: Flow, run: FlowRun, entry: LogEntry): string {
  const errors = entry.level === 'error' ? [{ message: entry.message }] : [];
  return extended(
    lineLogText(flow, run, entry),
    `"errors":${JSON.stringify(errors)}`,
    `"worker_id":${JSON.stringify(entry.workerId)}`,
    `"attempt":${JSON.stringify(entry.attempt ?? 1)}`,
    dataMembers(entry.extraText ?? null, 'attributes'),
  );
}

function bodyMembers({ requestText, responseText }: LogBodies): string[] {
  return [dataMembers(requestText, 'request_body'), dataMembers(responseText, 'response_body')];
}

function extended(log: string, ...members: string[]): string {
  return `${[log.slice(0, -1), ...members].join(',')}}`;
}
