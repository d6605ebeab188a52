import type { ExactJson } from '../exact-json';
import { listOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { stepStatus } from './run-status';

export interface Job {
  id: string | null;
  name: string;
  runner: string | null;
  completedAt: string | null;
  /** The job, and below it its steps. */
  steps: object[];
  /** Where it failed, in words; null when it did not. */
  failure: string | null;
}

/** Numbers between the first step of one job and that of the next. */
const STEPS_OF_JOB = 1_000;

/** A job, with what it says beside its steps in the input of the step that it becomes. */
export function readJob(value: unknown, place: number, json: ExactJson): Job {
  const taker = new MemberTaker(value, json);
  const seq = (place + 1) * STEPS_OF_JOB;
  const id = json.textOf(taker.peek('id'));
  const name = taker.text('name') ?? `job ${id ?? place + 1}`;
  const inner = listOf(taker.take('steps')).map((step, index) => readStep(step, seq, index, json));
  const [status, conclusion] = [taker.peek('status'), taker.peek('conclusion')];
  const startedAt = taker.text('started_at');
  const completedAt = taker.text('completed_at');
  const isFailed = ['failed', 'rejected'].includes(stepStatus(status, conclusion));
  const failed = inner.find((step) => step.status === 'failed' || step.status === 'rejected');
  const at = failed ? `, step ${failed.name}` : '';
  return {
    id,
    name,
    runner: json.textOf(taker.peek('runner_name')),
    completedAt,
    failure: isFailed ? `Job ${name}${at}: ${textOf(conclusion)}` : null,
    steps: [
      {
        seq,
        name,
        connector: 'job',
        status: stepStatus(status, conclusion),
        started_at: startedAt,
        duration_ms: between(startedAt, completedAt),
        input: taker.rest(),
      },
      ...inner,
    ],
  };
}

function readStep(value: unknown, parent: number, index: number, json: ExactJson) {
  const taker = new MemberTaker(value, json);
  const [number, status, conclusion] = ['number', 'status', 'conclusion'].map((one) =>
    taker.peek(one),
  );
  const isNumber = Number.isInteger(number) && Number(number) > 0;
  const startedAt = taker.text('started_at');
  const completedAt = taker.text('completed_at');
  return {
    seq: parent + (isNumber && Number(number) < STEPS_OF_JOB ? Number(number) : index + 1),
    parent_seq: parent,
    name: taker.text('name') ?? `step ${index + 1}`,
    connector: 'step',
    status: stepStatus(status, conclusion),
    started_at: startedAt,
    duration_ms: between(startedAt, completedAt),
    input: taker.rest(),
  };
}

/** Milliseconds, or null where it has not ended. */
function between(from: string | null, to: string | null): number | null {
  const ms = Date.parse(to ?? '') - Date.parse(from ?? '');
  return ms >= 0 ? ms : null;
}
