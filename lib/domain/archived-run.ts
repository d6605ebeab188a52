import type { Alteration, ExecutionSummary } from './execution';
import type { ExecutionId } from './execution-id';
import type { Status } from './status';
import type { StepStatus } from './step-status';

/** All that is kept of an execution but its steps and entries. Texts are JSON as their producer wrote it. */
export interface ArchivedRun {
  summary: ExecutionSummary;
  code: string | null;
  contextText: string | null;
  outputText: string | null;
  /** In full, where the summary's may be cut. */
  validationMessage: string | null;
  receivedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  retryOf: ExecutionId | null;
  language: string | null;
  actionsText: string | null;
  triggerText: string | null;
  attributesText: string | null;
  alterations: readonly Alteration[];
  /** Those before the last one, which is the execution itself. */
  attempts: readonly ArchivedAttempt[];
}

interface ArchivedAttempt {
  attempt: number;
  status: Status | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  raisedAction: string | null;
  validationMessage: string | null;
  requestedBy: string | null;
  contextText: string | null;
  outputText: string | null;
  stepsText: string | null;
}

export interface ArchivedStep {
  executionId: ExecutionId;
  seq: number;
  parentSeq: number | null;
  name: string | null;
  connector: string | null;
  status: StepStatus | null;
  startedAt: Date | null;
  durationMs: number | null;
  inputText: string | null;
  outputText: string | null;
  errorText: string | null;
}
