import type { ExecutionStep } from './execution';

/** One step as a list shows it: what went in and came out is read when somebody asks. */
export interface StepOutline extends ExecutionStep {
  /** UTF-8 bytes of the JSON texts; null where none was sent. */
  inputBytes: number | null;
  outputBytes: number | null;
  errorBytes: number | null;
  /** The beginning of the error's JSON text: why it failed or was skipped. */
  errorStart: string | null;
}

/** The steps of one execution, or the first of them. */
export interface StepList {
  steps: readonly StepOutline[];
  /** Of all that are stored. */
  total: number;
}

/** The texts of a step. */
const STEP_PARTS = ['input', 'output', 'error'] as const;

export type StepPart = (typeof STEP_PARTS)[number];

export function isStepPart(text: string): text is StepPart {
  return (STEP_PARTS as readonly string[]).includes(text);
}
