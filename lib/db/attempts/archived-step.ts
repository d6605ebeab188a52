import { inStepOrder } from '@/lib/domain/hashed-seq';
import type { IncomingStep } from '@/lib/domain/incoming-execution';
import { STEP_STATUS_CODE, stepStatusOfCode } from '@/lib/domain/step-status';
import type { WholeStep } from '@/lib/domain/whole-step';

/** A step in `steps_json` of an attempt, as `archiveAttempt` writes it. */
export interface ArchivedStep {
  seq: number;
  parent_seq: number | null;
  name: string | null;
  connector: string | null;
  status: number | null;
  started_at: string | null;
  duration_ms: number | null;
  input_text: string | null;
  output_text: string | null;
  error_text: string | null;
}

export function toArchivedStep(step: IncomingStep): ArchivedStep {
  return {
    seq: step.seq,
    parent_seq: step.parentSeq,
    name: step.name,
    connector: step.connector,
    status: step.status && STEP_STATUS_CODE[step.status],
    started_at: step.startedAt?.toISOString() ?? null,
    duration_ms: step.durationMs,
    input_text: step.inputText,
    output_text: step.outputText,
    error_text: step.errorText,
  };
}

/** The steps of an attempt's `steps_json`, in the order of `inStepOrder`. */
export function readArchivedSteps(text: string): WholeStep[] {
  const steps = (JSON.parse(text) as ArchivedStep[]).map((step) => ({
    seq: step.seq,
    parentSeq: step.parent_seq,
    name: step.name,
    connector: step.connector,
    status: step.status === null ? null : stepStatusOfCode(step.status),
    startedAt: step.started_at === null ? null : new Date(step.started_at),
    durationMs: step.duration_ms,
    inputText: step.input_text,
    outputText: step.output_text,
    errorText: step.error_text,
  }));
  return steps.sort(inStepOrder);
}
