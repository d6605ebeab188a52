/** Counts the time that a run has used, and calls `over` when it has used it up; it halts in a pause. */
export class RunClock {
  #usedMs = 0;
  /** Null while it halts. */
  #since: number | null = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly allowedMs: number,
    readonly over: () => void,
  ) {
    this.#arm();
  }

  /** Halts or goes on. False when it does already. */
  set(paused: boolean): boolean {
    if (paused === (this.#since === null)) return false;
    if (paused) {
      this.#usedMs = this.elapsedMs();
      this.#since = null;
      clearTimeout(this.#timer);
    } else {
      this.#since = performance.now();
      this.#arm();
    }
    return true;
  }

  elapsedMs(): number {
    return this.#usedMs + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  /** What it shows stays. */
  end(): void {
    this.set(true);
  }

  #arm(): void {
    const left = this.allowedMs - this.#usedMs;
    this.#timer = setTimeout(this.over, Math.min(Math.max(0, left), MOST_TIMER_MS));
  }
}

/** A longer timer fires at once. */
const MOST_TIMER_MS = 2 ** 31 - 1;
