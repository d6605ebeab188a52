// Written by write-api-types.mjs from the OpenAPI document.

/**
 * How far an execution is, or how it has ended
 */
export type Status =
  | 'failed'
  | 'rejected'
  | 'partially_executed'
  | 'success'
  | 'running'
  | 'paused'
  | 'pending'
  | 'queued';
/**
 * Whether a rerun of its file gave what was recorded
 */
export type Reproducibility =
  'verified' | 'diverged' | 'non_deterministic' | 'needs_network' | 'not_tried' | 'not_recorded';

export interface Api {
  ExecutionMessage: ExecutionMessage;
  StepMessage: StepMessage;
  EntryMessage: EntryMessage;
  IngestReport: IngestReport;
  Problem: Problem;
  Execution: Execution;
  ExecutionList: ExecutionList;
  StepList: StepList;
  EntryList: EntryList;
  AttemptList: AttemptList;
  RetryAnswer: RetryAnswer;
}
/**
 * An execution as it is sent. Further members are kept as attributes
 */
export interface ExecutionMessage {
  /**
   * The producer's own id: by it a later message updates the execution
   */
  id?: string | null;
  /**
   * ISO 8601, or an epoch number in s, ms, µs or ns
   */
  created_at?: (string | number) | null;
  /**
   * ISO 8601, or an epoch number in s, ms, µs or ns
   */
  started_at?: (string | number) | null;
  /**
   * ISO 8601, or an epoch number in s, ms, µs or ns
   */
  finished_at?: (string | number) | null;
  /**
   * Milliseconds, with a fraction
   */
  duration_ms?: number | null;
  status:
    | 'failed'
    | 'rejected'
    | 'partially_executed'
    | 'success'
    | 'running'
    | 'paused'
    | 'pending'
    | 'queued';
  event: string;
  target: string;
  target_record_id?: string | number | null;
  /**
   * What ran, in its order
   */
  actions?:
    | (
        | string
        | {
            key: string;
            name?: string | null;
          }
      )[]
    | null;
  /**
   * Key of the action that raised
   */
  raised_action?: string | null;
  /**
   * What it raised
   */
  validation_message?: string | null;
  request_id?: string | null;
  triggered_by?: string | null;
  /**
   * `kind` and `hash` mean something to Runlens
   */
  trigger?: unknown;
  environment?: string | null;
  attempt?: number | null;
  /**
   * The id of the execution that this one is a retry of
   */
  retry_of?: string | null;
  language?: string | null;
  /**
   * The exact code that ran
   */
  code?: string | null;
  /**
   * What it ran with; kept to the byte
   */
  context?: unknown;
  /**
   * The recording: stdout, stderr, exit_code, outcome, …
   */
  output?: unknown;
  attributes?: {
    [k: string]: unknown;
  } | null;
  steps?: StepMessage[] | null;
  entries?: EntryMessage[] | null;
}
/**
 * A step as it is sent. Further members are kept as attributes of the execution
 */
export interface StepMessage {
  /**
   * Its number within the execution: the same for its begin and its end
   */
  seq?: number | null;
  /**
   * The step that it is part of
   */
  parent_seq?: number | null;
  name?: string | null;
  connector?: string | null;
  status?:
    | (
        | 'failed'
        | 'rejected'
        | 'partially_executed'
        | 'success'
        | 'running'
        | 'paused'
        | 'pending'
        | 'queued'
        | 'skipped'
      )
    | null;
  /**
   * ISO 8601, or an epoch number in s, ms, µs or ns
   */
  started_at?: (string | number) | null;
  /**
   * Milliseconds, with a fraction
   */
  duration_ms?: number | null;
  input?: unknown;
  output?: unknown;
  error?: unknown;
}
/**
 * A log line as it is sent. Further members are kept with it
 */
export interface EntryMessage {
  /**
   * Its place in the log; the next free one where there is none
   */
  seq?: number | null;
  /**
   * By which it is known again, without a seq
   */
  id?: string | null;
  /**
   * `info` where there is none. Names of other loggers mean the nearest: `fatal`, `critical` and the like `error`, `notice` `info`, `trace` and `verbose` `debug`
   */
  level?: ('debug' | 'info' | 'warning' | 'warn' | 'error') | null;
  /**
   * What kind of thing happened, as `resource_completed`
   */
  event?: string | null;
  message?: string | null;
  data?: unknown;
  worker_id?: string | null;
  attempt?: number | null;
  /**
   * ISO 8601, or an epoch number in s, ms, µs or ns
   */
  occurred_at?: (string | number) | null;
}
/**
 * What became of each item of the request
 */
export interface IngestReport {
  accepted: number;
  duplicates: number;
  rejected: {
    index: number;
    code: string;
    message: string;
  }[];
  altered: {
    index: number;
    id: string;
    alterations: Alteration[];
  }[];
  ids: (string | null)[];
  read: number;
}
/**
 * One change that Runlens made to what was sent
 */
export interface Alteration {
  /**
   * Where, as `steps[1].seq`; empty for the whole item
   */
  path: string;
  /**
   * What kind, as `truncated`
   */
  code: string;
  /**
   * In words
   */
  message: string;
}
/**
 * Why something was refused
 */
export interface Problem {
  title: string;
  status: number;
  /**
   * Stable: what a program decides by
   */
  code:
    | 'invalid_input'
    | 'unauthenticated'
    | 'forbidden'
    | 'not_found'
    | 'method_not_allowed'
    | 'conflict'
    | 'not_retryable'
    | 'too_large'
    | 'unprocessable'
    | 'rate_limited'
    | 'unexpected'
    | 'unavailable'
    | 'timeout';
  /**
   * For people
   */
  detail: string;
}
/**
 * An execution without its code, its context and what it printed
 */
export interface Execution {
  /**
   * Made by Runlens; its time is `created_at`
   */
  id: string;
  /**
   * The producer's own id
   */
  external_id: string | null;
  /**
   * As exact as its id has it, with up to seven digits of a second: sent again with the same `id` it is the same execution
   */
  created_at: string;
  status: Status;
  /**
   * The status in words, as `Partially Executed`
   */
  status_label: string;
  event: string;
  target: string;
  target_record_id: string | null;
  /**
   * Cut to 1,000 characters
   */
  validation_message: string | null;
  /**
   * Key of the action that raised
   */
  raised_action: string | null;
  /**
   * Of the actions that ran, in their order
   */
  action_keys: string[];
  /**
   * With a fraction
   */
  duration_ms: number | null;
  /**
   * Of the request during which it was created
   */
  request_id: string | null;
  triggered_by: string | null;
  environment: string | null;
  /**
   * 1 is the first run
   */
  attempt: number;
  /**
   * Log entries of this level
   */
  warning_count: number;
  /**
   * Log entries of this level
   */
  error_count: number;
  step_count: number;
  reproducibility: Reproducibility;
  /**
   * Fingerprint of the failure; null without one
   */
  error_group: string | null;
  /**
   * What was altered when it was stored, as `sanitized`
   */
  flags: string[];
  received_at: string;
  started_at: string | null;
  finished_at: string | null;
  /**
   * The execution that this one was sent as a retry of
   */
  retry_of: string | null;
  language: string | null;
  /**
   * Of the code as a JSON string
   */
  code_sha256: string | null;
  /**
   * Of its UTF-8; null without a context
   */
  context_bytes: number | null;
  /**
   * What was not stored exactly as sent
   */
  alterations: Alteration[];
  /**
   * As they were sent
   */
  actions: unknown;
  /**
   * In place of `actions` that are no strict JSON
   */
  actions_text?: string;
  /**
   * As it was sent
   */
  trigger: unknown;
  /**
   * In place of a `trigger` that is no strict JSON
   */
  trigger_text?: string;
  /**
   * What was sent beside the fields that Runlens knows
   */
  attributes: unknown;
  /**
   * In place of `attributes` that are no strict JSON
   */
  attributes_text?: string;
}
/**
 * A page of executions
 */
export interface ExecutionList {
  items: ExecutionSummary[];
  /**
   * The `cursor` of the next page; null at the end
   */
  next: string | null;
}
/**
 * An execution as a list has it
 */
export interface ExecutionSummary {
  /**
   * Made by Runlens; its time is `created_at`
   */
  id: string;
  /**
   * The producer's own id
   */
  external_id: string | null;
  /**
   * As exact as its id has it, with up to seven digits of a second: sent again with the same `id` it is the same execution
   */
  created_at: string;
  status: Status;
  /**
   * The status in words, as `Partially Executed`
   */
  status_label: string;
  event: string;
  target: string;
  target_record_id: string | null;
  /**
   * Cut to 1,000 characters
   */
  validation_message: string | null;
  /**
   * Key of the action that raised
   */
  raised_action: string | null;
  /**
   * Of the actions that ran, in their order
   */
  action_keys: string[];
  /**
   * With a fraction
   */
  duration_ms: number | null;
  /**
   * Of the request during which it was created
   */
  request_id: string | null;
  triggered_by: string | null;
  environment: string | null;
  /**
   * 1 is the first run
   */
  attempt: number;
  /**
   * Log entries of this level
   */
  warning_count: number;
  /**
   * Log entries of this level
   */
  error_count: number;
  step_count: number;
  reproducibility: Reproducibility;
  /**
   * Fingerprint of the failure; null without one
   */
  error_group: string | null;
  /**
   * What was altered when it was stored, as `sanitized`
   */
  flags: string[];
}
/**
 * A page of steps in the order of `seq`
 */
export interface StepList {
  items: Step[];
  /**
   * The `after` of the next page; null at the end
   */
  next: string | null;
}
/**
 * One step of an execution
 */
export interface Step {
  /**
   * Its number within the execution
   */
  seq: number;
  /**
   * The step that it is part of
   */
  parent_seq: number | null;
  name: string | null;
  connector: string | null;
  status:
    | (
        | 'failed'
        | 'rejected'
        | 'partially_executed'
        | 'success'
        | 'running'
        | 'paused'
        | 'pending'
        | 'queued'
        | 'skipped'
      )
    | null;
  started_at: string | null;
  duration_ms: number | null;
  /**
   * As it was sent
   */
  input: unknown;
  /**
   * In place of `input` that is no strict JSON
   */
  input_text?: string;
  /**
   * As it was sent
   */
  output: unknown;
  /**
   * In place of `output` that is no strict JSON
   */
  output_text?: string;
  /**
   * As it was sent: why it failed or was skipped
   */
  error: unknown;
  /**
   * In place of `error` that is no strict JSON
   */
  error_text?: string;
}
/**
 * A page of entries in the order of `seq`
 */
export interface EntryList {
  items: Entry[];
  /**
   * The `after` of the next page; null at the end
   */
  next: string | null;
}
/**
 * One line of a log
 */
export interface Entry {
  /**
   * Its place in the log of the execution
   */
  seq: number;
  level: 'debug' | 'info' | 'warning' | 'error';
  event: string | null;
  message: string | null;
  worker_id: string | null;
  attempt: number | null;
  occurred_at: string | null;
  /**
   * As it was sent
   */
  data: unknown;
  /**
   * In place of `data` that is no strict JSON
   */
  data_text?: string;
}
/**
 * All attempts, the first one first
 */
export interface AttemptList {
  items: Attempt[];
  next: null;
}
/**
 * One attempt of an execution
 */
export interface Attempt {
  /**
   * The execution itself, or one that a producer sent as its retry
   */
  execution_id: string;
  attempt: number;
  is_last: boolean;
  status: Status;
  started_at: string | null;
  finished_at: string | null;
  duration_ms: number | null;
  raised_action: string | null;
  validation_message: string | null;
  code_sha256: string | null;
  context_bytes: number | null;
  output_bytes: number | null;
  warning_count: number;
  error_count: number;
  /**
   * Who asked for it; null for a first attempt
   */
  requested_by: string | null;
  requested_at: string | null;
  /**
   * What ran it: sandbox or webhook
   */
  executor: string | null;
  worker_id: string | null;
}
/**
 * The attempt that was started
 */
export interface RetryAnswer {
  /**
   * The execution: a retry is another attempt of it
   */
  id: string;
  attempt: number;
  /**
   * Only when it was started
   */
  status?: 'pending' | 'queued';
  /**
   * Only when it was started
   */
  executor?: 'sandbox' | 'webhook';
  /**
   * The same Idempotency-Key had been heard before
   */
  repeated: boolean;
}
