import type { ExecutionId } from './execution-id';
import type { Status } from './status';

/** One attempt of an execution: an earlier one as it was kept, or the last one, which the row is. */
export interface ExecutionAttempt {
  /** Whose it is: the execution itself, or one that a producer sent as its retry. */
  executionId: ExecutionId;
  attempt: number;
  isLast: boolean;
  status: Status;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Fractional milliseconds. */
  durationMs: number | null;
  raisedAction: string | null;
  validationMessage: string | null;
  /** Lower-case hex. */
  codeSha256: string | null;
  hasSteps: boolean;
  /** UTF-8 bytes; null where there is none. */
  contextBytes: number | null;
  outputBytes: number | null;
  warningCount: number;
  errorCount: number;
  /** Who asked for it and when; null for a first attempt and for what a producer sent. */
  requestedBy: string | null;
  requestedAt: Date | null;
  /** What ran it, where Runlens did. */
  executor: string | null;
  workerId: string | null;
}

/** The texts of an attempt. */
export type AttemptPart = 'context' | 'output';

export function isAttemptPart(text: string): text is AttemptPart {
  return text === 'context' || text === 'output';
}
