import type { Status } from '@/lib/domain/status';

/** What GitHub documents as the conclusion of runs, jobs and steps. */
const ENDED = new Map<unknown, Status>([
  ['success', 'success'],
  ['neutral', 'success'],
  ['failure', 'failed'],
  ['startup_failure', 'failed'],
  ['cancelled', 'failed'],
  ['stale', 'failed'],
  ['timed_out', 'rejected'],
  ['action_required', 'paused'],
]);

const WAITS = new Map<unknown, Status>([
  ['queued', 'pending'],
  ['requested', 'pending'],
  ['pending', 'queued'],
  ['waiting', 'paused'],
  ['in_progress', 'running'],
]);

/** What is not documented counts as failed where it has ended, and as running where it has not. */
export function runStatus(status: unknown, conclusion: unknown): Status {
  // A run of which everything was skipped did what it should.
  if (conclusion === 'skipped') return 'success';
  if (typeof conclusion === 'string' && conclusion !== '') return ENDED.get(conclusion) ?? 'failed';
  return WAITS.get(status) ?? (status === 'completed' ? 'failed' : 'running');
}

/** The same for a job or a step of it. */
export function stepStatus(status: unknown, conclusion: unknown): Status | 'skipped' {
  return conclusion === 'skipped' ? 'skipped' : runStatus(status, conclusion);
}
