import type { ExecutionId } from '@/lib/domain/execution-id';
import type { RetryFacts } from '@/lib/domain/retry-eligibility';

/** A step that ran. */
export interface DoneStep {
  seq: number;
  name: string | null;
  connector: string | null;
}

/** What a person sees before a retry runs. */
export interface RetryPlan {
  actionKey: string | null;
  /** What decides whether it may: see decideRetry. */
  facts: RetryFacts;
  contextBytes: number | null;
  /** The newest execution that ran the code that its action has now, when that is other code. */
  currentCodeId: ExecutionId | null;
  /** The first steps that ran and will run again; neither a trigger nor a response among them. */
  steps: readonly DoneStep[];
  /** Whether there are more of them. */
  hasMoreSteps: boolean;
}
