import { hashedSeq } from '@/lib/domain/hashed-seq';
import type { Status } from '@/lib/domain/status';
import type { ExactJson } from '../exact-json';
import { MemberTaker } from '../member-taker';
import { taskName } from './task-name';

/** The states that Airflow documents for task instances; null is one that nothing has happened to. */
const STATE = new Map<unknown, Status | 'skipped'>([
  ['success', 'success'],
  ['running', 'running'],
  ['restarting', 'running'],
  ['failed', 'failed'],
  ['shutdown', 'failed'],
  ['upstream_failed', 'skipped'],
  ['skipped', 'skipped'],
  ['removed', 'skipped'],
  ['up_for_retry', 'pending'],
  ['up_for_reschedule', 'pending'],
  ['queued', 'pending'],
  ['scheduled', 'queued'],
  ['deferred', 'paused'],
  ['sensing', 'running'],
]);

/**
 * One try of a task instance is a step; what has no place there stands in its input.
 * @param isLast whether no later try of it is known: an earlier one is known by its number as well
 */
export function taskStep(value: unknown, json: ExactJson, isLast: boolean) {
  const taker = new MemberTaker(value, json);
  const { taskId, mapIndex, tryNumber } = taskName(value, json);
  const name = taker.text('task_display_name') ?? taskId;
  // No number is the task's own, and what has not begun has no place yet: it is known by its name.
  const spanId = hash16(`${taskId}\0${mapIndex ?? ''}${isLast ? '' : `\0${tryNumber}`}`);
  // Seconds, often with more digits than a number keeps.
  const durationMs = Number(json.textOf(taker.peek('duration')) || Number.NaN) * 1_000;
  const hasDuration = durationMs >= 0 && Number.isFinite(durationMs);
  if (hasDuration) taker.take('duration');
  const rendered = taker.take('rendered_fields');
  return {
    seq: hashedSeq(spanId),
    name: mapIndex === null ? name : `${name} [${mapIndex}]`,
    connector: taker.text('operator_name') ?? taker.text('operator'),
    status: STATE.get(taker.peek('state')) ?? unknownState(taker),
    started_at: taker.text('start_date'),
    duration_ms: hasDuration ? durationMs : null,
    input: { span_id: spanId, rendered_fields: rendered, ...taker.rest() },
  };
}

/** A state that is not documented counts as failed where the task has ended, as for a run. */
function unknownState(taker: MemberTaker): Status {
  return taker.peek('state') && taker.peek('end_date') ? 'failed' : 'pending';
}

/** FNV-1a of 64 bits, as 16 hexadecimal digits. */
function hash16(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
