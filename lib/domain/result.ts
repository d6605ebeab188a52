import type { ErrorCode } from './app-error';

/** What an expected refusal looks like when it is a value: the browser gets this from every action. */
export interface Refusal {
  code: ErrorCode;
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };
