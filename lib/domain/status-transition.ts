import { AppError } from './app-error';
import { isFailing } from './error-group';
import { isTerminal, type Status } from './status';

const ENDED = ['success', 'partially_executed', 'failed', 'rejected'] as const;

/**
 * Which status may follow which within one attempt. A producer may leave out what it passed through,
 * so that every status which is not an end may be followed by any end. Back to waiting goes what a
 * worker gives up, or what its throttle stops.
 */
const FOLLOWS: Record<Status, readonly Status[]> = {
  queued: ['pending', 'running', 'paused', ...ENDED],
  pending: ['queued', 'running', 'paused', ...ENDED],
  running: ['queued', 'pending', 'paused', ...ENDED],
  paused: ['queued', 'pending', 'running', ...ENDED],
  success: [],
  partially_executed: [],
  failed: [],
  rejected: [],
};

/** Whether a status may follow another within one attempt. To stay as it is is no transition. */
export function isLegalTransition(from: Status, to: Status): boolean {
  return from === to || FOLLOWS[from].includes(to);
}

/** Why it may not, in words for the producer. */
export function transitionRefusal(from: Status, to: Status): string {
  const why = isTerminal(from) ? 'this attempt has ended' : 'the one cannot follow the other';
  return `illegal transition from ${from} to ${to}: ${why}. Send a higher attempt for another one`;
}

/** Throws `conflict` for a transition that may not be. */
export function assertTransition(from: Status, to: Status): void {
  if (!isLegalTransition(from, to)) throw new AppError('conflict', transitionRefusal(from, to));
}

/** Whether another attempt may follow one that stands so. */
export function mayBeRetried(status: Status): boolean {
  return isFailing(status);
}
