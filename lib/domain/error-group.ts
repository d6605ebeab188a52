import type { ExecutionId } from './execution-id';
import { STATUS_CODE, type Status } from './status';

/** In the order in which menus show them. `reopened`: it came back after somebody had resolved it. */
export const ERROR_GROUP_STATES = ['open', 'reopened', 'resolved', 'ignored'] as const;

export type ErrorGroupState = (typeof ERROR_GROUP_STATES)[number];

/** What a person can make of a group. Only an execution makes one `reopened`. */
export const SETTABLE_STATES = ['open', 'resolved', 'ignored'] as const;

export type SettableState = (typeof SETTABLE_STATES)[number];

/** Those that somebody should look at. */
export const ACTIVE_STATES: readonly ErrorGroupState[] = ['open', 'reopened'];

export function isErrorGroupState(value: string): value is ErrorGroupState {
  return (ERROR_GROUP_STATES as readonly string[]).includes(value);
}

/** 16 hex digits. */
const FINGERPRINT = /^[0-9a-f]{16}$/;

export function isFingerprint(value: string): boolean {
  return FINGERPRINT.test(value);
}

/** Ended, but not well. */
export const FAILING_STATUSES = ['failed', 'rejected', 'partially_executed'] as const;

export const FAILING_CODES = FAILING_STATUSES.map((status) => STATUS_CODE[status]);

export function isFailing(status: Status): boolean {
  return (FAILING_STATUSES as readonly Status[]).includes(status);
}

/** Executions with the same failure. */
export interface ErrorGroup {
  fingerprint: string;
  actionKey: string | null;
  exceptionType: string | null;
  /** The message with its variable parts folded; may be empty. */
  template: string;
  /** Function and line of the code that raised. */
  frame: string | null;
  firstExecutionId: ExecutionId;
  state: ErrorGroupState;
  /** Since when it is in that state. */
  stateAt: Date;
  /** Who put it there; null for what happened by itself. */
  stateBy: string | null;
}
