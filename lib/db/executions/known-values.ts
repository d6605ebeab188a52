import type { Pool } from 'pg';

/** Values remembered per process; more than that many are asked for again now and then. */
const CAPACITY = 50_000;

const byPool = new WeakMap<Pool, Map<string, string>>();

/**
 * What this process knows to be in the dictionaries, so that the hot path does not write it again.
 * It only saves work: the database settles what two processes do not know of each other. What a
 * transaction adds counts once that has committed.
 */
export class KnownValues {
  private readonly committed: Map<string, string>;
  private readonly added = new Map<string, string>();

  constructor(pool: Pool) {
    const kept = byPool.get(pool) ?? new Map<string, string>();
    byPool.set(pool, kept);
    this.committed = kept;
  }

  /** Whether a key has to be written with this value; it then counts as written by this transaction. */
  isNew(key: string, value: string): boolean {
    if ((this.added.get(key) ?? this.committed.get(key)) === value) return false;
    this.added.set(key, value);
    return true;
  }

  /** Whether a value is smaller than what is known of the key; it then counts as written likewise. */
  isFirst(key: string, value: string): boolean {
    const before = this.added.get(key) ?? this.committed.get(key);
    if (before !== undefined && before <= value) return false;
    this.added.set(key, value);
    return true;
  }

  commit(): void {
    for (const [key, value] of this.added) {
      this.committed.delete(key);
      this.committed.set(key, value);
    }
    // A Map keeps the order of insertion: the oldest go first.
    for (const key of this.committed.keys()) {
      if (this.committed.size <= CAPACITY) break;
      this.committed.delete(key);
    }
  }
}
