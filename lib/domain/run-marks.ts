/** Two numbers of 32 bits; what holds for the same runs has the same mark. */
export interface Mark {
  high: number;
  low: number;
}

/**
 * Makes a random mark for every run, by which sets of runs are told apart: the mark of a set is the
 * exclusive or of its members' marks. Always the same numbers, so that a report can be repeated.
 */
export function runMarks(): () => Mark {
  let seed = 0x9e3779b9;
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) | 0;
  };
  return () => ({ high: next(), low: next() });
}

/** Collects a set of runs: how many of each kind, and its mark. */
export class RunSet {
  failed = 0;
  succeeded = 0;
  private high = 0;
  private low = 0;

  add(isFailed: boolean, mark: Mark): void {
    if (isFailed) this.failed += 1;
    else this.succeeded += 1;
    this.high ^= mark.high;
    this.low ^= mark.low;
  }

  /** All that are in `of` and not in this one. */
  complementIn(of: RunSet): RunSet {
    const rest = new RunSet();
    rest.failed = of.failed - this.failed;
    rest.succeeded = of.succeeded - this.succeeded;
    rest.high = of.high ^ this.high;
    rest.low = of.low ^ this.low;
    return rest;
  }

  get size(): number {
    return this.failed + this.succeeded;
  }

  get mark(): string {
    return `${this.high} ${this.low}`;
  }
}
