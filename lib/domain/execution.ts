import type { ExecutionId } from './execution-id';
import type { Status } from './status';
import type { StepStatus } from './step-status';
import type { Verdict } from './verdict';

/** What a list shows. Narrow on purpose: code, context and output are never part of it. */
export interface ExecutionSummary {
  id: ExecutionId;
  createdAt: Date;
  status: Status;
  event: string;
  target: string;
  targetRecordId: string | null;
  /** Cut to MAX_LIST_MESSAGE_LENGTH characters. */
  validationMessage: string | null;
  raisedAction: string | null;
  actionKeys: readonly string[];
  /** Fractional milliseconds. */
  durationMs: number | null;
  requestId: string | null;
  triggeredBy: string | null;
  environment: string | null;
  attempt: number;
  externalId: string | null;
  /** Log entries of these levels. */
  warningCount: number;
  errorCount: number;
  stepCount: number;
  reproducibility: Verdict;
  /** Fingerprint of the failure, lower-case hex; null for what did not fail. */
  errorGroup: string | null;
  /** What was altered when it was stored, e.g. `sanitized`. Empty for most. */
  flags: readonly string[];
}

/** One change that Runlens made to what a producer sent: where, what kind, and in words. */
export interface Alteration {
  path: string;
  code: string;
  message: string;
}

/** Everything of one execution but its code, context and output. */
export interface ExecutionMetadata extends ExecutionSummary {
  receivedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  retryOf: ExecutionId | null;
  language: string | null;
  /** Lower-case hex. */
  codeSha256: string | null;
  /** The producer's JSON text of `actions`, `trigger` and the unknown keys. */
  actionsText: string | null;
  triggerText: string | null;
  attributesText: string | null;
  /** UTF-8 bytes of the context, or null without one. */
  contextBytes: number | null;
  alterations: readonly Alteration[];
}

export interface ExecutionStep {
  seq: number;
  parentSeq: number | null;
  name: string | null;
  connector: string | null;
  status: StepStatus | null;
  startedAt: Date | null;
  durationMs: number | null;
}
