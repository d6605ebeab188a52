import type { Alteration, ExecutionSummary } from './execution';
import type { ExecutionId } from './execution-id';
import type { Status } from './status';
import type { WholeStep } from './whole-step';

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

export interface ArchivedStep extends WholeStep {
  executionId: ExecutionId;
}
