/** What can run an execution again. */
export const EXECUTOR_KINDS = ['sandbox', 'webhook'] as const;

export type ExecutorKind = (typeof EXECUTOR_KINDS)[number];

/**
 * What becomes of a run whose worker is lost: it is started again, on what the worker has saved of it,
 * or it fails. `fail` is for actions that must not happen twice.
 */
export const RECOVERIES = ['restart', 'fail'] as const;

export type Recovery = (typeof RECOVERIES)[number];

/** The key under which the settings of every action without its own are kept. */
export const ANY_ACTION = '';

/** How the runs of an action go. */
export interface ActionRunner {
  executor: ExecutorKind;
  webhookUrl: string | null;
  /** As it is stored; only the executor opens it. */
  webhookSecret: string | null;
  /** Most runs of the action at the same time; null for as many as there are workers. */
  maxConcurrent: number | null;
  /** Runs wait as `queued` and start one after the other, or as often as the next field says. */
  throttle: boolean;
  /** Most starts in a minute, evenly spread; null for one run at a time. Only where it is throttled. */
  throttlePerMinute: number | null;
  /** Time that one attempt may take; then it is rejected. */
  allowedMs: number;
  recovery: Recovery;
}

/** Time that an attempt may take where nobody has said anything else. */
export const DEFAULT_ALLOWED_MS: Record<ExecutorKind, number> = {
  sandbox: 10_000,
  // The other system takes its time, and reports when it is done.
  webhook: 15 * 60_000,
};

/** Claims of one run: a run that takes its workers with it must not do so for ever. */
export const MAX_RUN_TRIES = 3;
