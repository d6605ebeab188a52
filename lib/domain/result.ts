import type { ErrorCode } from './app-error';

/** What an expected refusal looks like when it is a value: the browser gets this from every action. */
interface Refusal {
  code: ErrorCode;
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };

/** The value, or the refusal thrown with the text that may be shown. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
