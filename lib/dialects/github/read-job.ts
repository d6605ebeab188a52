import type { ExactJson } from '../exact-json';
import { listOf, textOf } from '../loose-json';
import { MemberTaker } from '../member-taker';
import { momentMs } from '../moment-ms';
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
  const sent = listOf(taker.peek('steps'));
  if (Array.isArray(taker.peek('steps'))) taker.take('steps');
  // What has no number left stands in the input, as all that has no place.
  const more = sent.slice(STEPS_OF_JOB - 1);
  const taken = new Set<number>();
  const inner = sent
    .slice(0, STEPS_OF_JOB - 1)
    .map((step, index) => readStep(step, { parent: seq, index, taken, json }));
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
        input: { ...taker.rest(), ...(more.length > 0 && { more_steps: more }) },
      },
      ...inner,
    ],
  };
}

interface StepPlace {
  parent: number;
  index: number;
  /** Numbers within the job that its steps have so far. */
  taken: Set<number>;
  json: ExactJson;
}

function readStep(value: unknown, { parent, index, taken, json }: StepPlace) {
  const taker = new MemberTaker(value, json);
  const [number, status, conclusion] = ['number', 'status', 'conclusion'].map((one) =>
    taker.peek(one),
  );
  const place = freeNumber(number, index + 1, taken);
  const startedAt = taker.text('started_at');
  const completedAt = taker.text('completed_at');
  return {
    seq: parent + place,
    parent_seq: parent,
    name: taker.text('name') ?? `step ${index + 1}`,
    connector: 'step',
    status: stepStatus(status, conclusion),
    started_at: startedAt,
    duration_ms: between(startedAt, completedAt),
    input: taker.rest(),
  };
}

/** The step's own number, or else the next one that no other step has: two with one would be one. */
function freeNumber(own: unknown, otherwise: number, taken: Set<number>): number {
  const isNumber = Number.isInteger(own) && Number(own) > 0 && Number(own) < STEPS_OF_JOB;
  let number = isNumber ? Number(own) : otherwise;
  while (taken.has(number)) number = (number % (STEPS_OF_JOB - 1)) + 1;
  taken.add(number);
  return number;
}

/** Milliseconds, or null where it has not ended. */
function between(from: string | null, to: string | null): number | null {
  const [start, end] = [momentMs(from), momentMs(to)];
  return start !== null && end !== null && end >= start ? end - start : null;
}
