import type { ExecutionStep } from './execution';

/** A step with what went in, came out and went wrong, as the producer's JSON texts. */
export interface WholeStep extends ExecutionStep {
  inputText: string | null;
  outputText: string | null;
  errorText: string | null;
}
