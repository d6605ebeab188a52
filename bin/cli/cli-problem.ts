/** What a command of the CLI ends with, beside 0 for done; README lists them. */
export const EXIT = {
  refused: 1,
  usage: 2,
  notAllowed: 3,
  notFound: 4,
  notReached: 5,
} as const;

/** A command that cannot go on: its message says what to do, its code is for scripts. */
export class CliProblem extends Error {
  /** For what may go away by itself: 0, or how long the server asked to wait. null for all else. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    readonly exitCode: (typeof EXIT)[keyof typeof EXIT],
    options?: ErrorOptions & { retryAfterMs?: number },
  ) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs ?? null;
  }
}
