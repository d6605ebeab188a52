import type { Level } from '@/lib/domain/level';
import { type Status, stageOf } from '@/lib/domain/status';
import type { StepStatus } from '@/lib/domain/step-status';

/** state: 1 start, 2 in progress, 3 finished. status: 1 in progress, 2 success, 3 failed, 4 empty. */
export interface FlowLogState {
  state: 1 | 2 | 3;
  status: 1 | 2 | 3 | 4;
}

/**
 * Where our eight statuses are in Akinon's numbers. What succeeded in parts only, or was rejected, is
 * failed: who looks for failures must not miss it.
 * @param isEmpty whether the producer said that there was nothing to process
 */
export function flowLogState(status: Status, isEmpty = false): FlowLogState {
  const stage = stageOf(status);
  if (stage < 2) return { state: stage === 0 ? 1 : 2, status: 1 };
  if (status !== 'success') return { state: 3, status: 3 };
  return { state: 3, status: isEmpty ? 4 : 2 };
}

/** A step that was skipped had nothing to process. One without a status is judged by its times. */
export function stepLogState(
  { status, startedAt, durationMs }: StepTimes,
  isEmpty: boolean,
): FlowLogState {
  if (status === 'skipped') return { state: 3, status: 4 };
  if (status !== null) return flowLogState(status, isEmpty);
  if (durationMs !== null) return flowLogState('success', isEmpty);
  return flowLogState(startedAt === null ? 'pending' : 'running');
}

interface StepTimes {
  status: StepStatus | null;
  startedAt: Date | null;
  durationMs: number | null;
}

/** A line is written when something has happened. */
export function lineLogState(level: Level): FlowLogState {
  return { state: 3, status: level === 'error' ? 3 : 2 };
}
