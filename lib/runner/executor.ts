import type { IncomingStep } from '@/lib/domain/incoming-execution';
import type { NewEntry } from '@/lib/domain/new-entry';
import type { ProjectId } from '@/lib/domain/project';

/** One attempt that is to be run. */
export interface RunJob {
  projectId: ProjectId;
  executionId: string;
  attempt: number;
  /** The action whose code it is; null for an execution without one. */
  actionKey: string | null;
  /** The same for every try of this attempt: `executionId:attempt`. */
  idempotencyKey: string;
  /** The code itself; null without one. */
  code: string | null;
  /** The producer's JSON text. */
  contextText: string | null;
  /** The recording of the attempt before, JSON text: its frozen clock, environment and so on. */
  outputText: string | null;
  event: string;
  target: string;
  /** Milliseconds that the attempt may take while it is not paused. */
  allowedMs: number;
  /** What an interrupted try has saved, or null. */
  checkpoint: unknown;
}

/**
 * Why a run has to stop: somebody wants it, this worker ends, the run is not this worker's any more, or
 * it took longer than it may and the executor has not ended it by itself.
 */
export type StopReason = 'cancelled' | 'interrupted' | 'lost' | 'over_time';

export interface RunControl {
  /** Aborted with a StopReason as its reason. The executor then ends what it started, and at once. */
  signal: AbortSignal;
  /** Adds an entry to the log of the execution. Never throws, never waits. */
  log: (entry: NewEntry) => void;
  /** Keeps what the next try may go on from, should this one be interrupted or lost. JSON. */
  save: (checkpoint: unknown) => void;
  paused: {
    /** Calls with true when the run is to stand still and with false when it goes on. */
    onChange: (listener: (paused: boolean) => void) => void;
  };
}

export type RunOutcome =
  | {
      kind: 'finished';
      status: 'success' | 'failed' | 'partially_executed';
      /** The recording, JSON text. */
      outputText: string | null;
      raisedAction: string | null;
      validationMessage: string | null;
      steps?: readonly IncomingStep[];
    }
  /** Over its allowed time. */
  | { kind: 'rejected'; reason: string; outputText: string | null }
  /** The executor cannot run here, or the receiver said no: the attempt fails with the reason. */
  | { kind: 'refused'; reason: string }
  /** Another system has taken it and reports later. */
  | { kind: 'accepted' }
  /**
   * Not now: the same attempt is to be tried again after this many milliseconds, and holds no worker
   * until then. What the next try has to know was given to `save`. It is no lost run: it does not count
   * towards the claims that a run may have, and the time of waiting is not of its allowed time.
   */
  | { kind: 'later'; afterMs: number; reason: string }
  /** Ended after the signal. */
  | { kind: 'stopped' };

/** Runs one attempt. An error that it throws fails the attempt with its message. */
export interface Executor {
  run(job: RunJob, control: RunControl): Promise<RunOutcome>;
}
