import { EXECUTOR_KINDS, type Recovery } from './action-runner';

/** What people choose for the retries of an action, or of all of a project. */
export const RUNNER_CHOICES = ['off', ...EXECUTOR_KINDS] as const;

export type RunnerChoice = (typeof RUNNER_CHOICES)[number];

/** Bounds of what people may set: below them nothing can run, above them it is a slip. */
export const RUNNER_BOUNDS = {
  allowedMs: { least: 1_000, most: 24 * 60 * 60_000 },
  maxConcurrent: { least: 1, most: 1_000 },
  throttlePerMinute: { least: 1, most: 6_000 },
} as const;

export const MAX_WEBHOOK_URL_LENGTH = 2_000;

/** A replaced secret goes on signing beside its successor for so long, so that receivers can follow. */
export const OLD_SECRET_MS = 24 * 60 * 60_000;

export interface RunnerSettings {
  executor: RunnerChoice;
  webhookUrl: string | null;
  /** Most runs at the same time; null for as many as there are workers. */
  maxConcurrent: number | null;
  throttle: boolean;
  /** Starts in a minute; null for one run at a time. */
  throttlePerMinute: number | null;
  /** Null for what holds for the executor. */
  allowedMs: number | null;
  recovery: Recovery;
}

export interface StoredRunnerSettings extends RunnerSettings {
  /** Whether there is something to sign with. */
  hasSecret: boolean;
  updatedAt: Date;
  updatedBy: string | null;
}

export const UNSET_RUNNER: RunnerSettings = {
  executor: 'off',
  webhookUrl: null,
  maxConcurrent: null,
  throttle: false,
  throttlePerMinute: null,
  allowedMs: null,
  recovery: 'restart',
};

/** What a settings page shows. */
export interface RunnerPage {
  /** Null: nobody has set anything. */
  own: StoredRunnerSettings | null;
  /** What holds without settings of its own, and why. */
  inherited: { choice: RunnerChoice; from: 'project' | 'server' };
  /** Whether a worker is there that takes runs. Without one they would wait. */
  hasWorker: boolean;
  /** Where the workers are, or on this machine while there is none; the version where it is known. */
  sandbox: { ok: true; python: string | null } | { ok: false; reason: string };
}
