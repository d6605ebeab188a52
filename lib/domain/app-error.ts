/** Every way in which Runlens refuses, with the HTTP status and the text shown when none is given. */
export const ERROR_CODES = {
  invalid_input: { status: 400, title: 'That request cannot be understood' },
  unauthenticated: { status: 401, title: 'Sign in, or send an API key' },
  forbidden: { status: 403, title: 'You may not do that' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'That cannot be done at this address' },
  conflict: { status: 409, title: 'That conflicts with what is stored' },
  not_retryable: { status: 409, title: 'This execution cannot be retried' },
  too_large: { status: 413, title: 'That is larger than the limit' },
  unprocessable: { status: 422, title: 'Nothing in the request could be stored' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unexpected: { status: 500, title: 'Something went wrong in Runlens' },
  unavailable: { status: 503, title: 'The database does not answer' },
  timeout: { status: 504, title: 'That took too long and was stopped' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A refusal. `message` is for the person; `cause` is for the log and never leaves the server. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message?: string, options?: { cause?: unknown }) {
    super(message ?? ERROR_CODES[code].title, options);
    this.name = 'AppError';
    this.code = code;
  }
}
