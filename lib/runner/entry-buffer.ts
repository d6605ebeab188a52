import { sqlFailure } from '@/lib/db/sql-state';
import type { NewEntry } from '@/lib/domain/new-entry';

/** Entries of a run wait so long for others, to be stored with them. */
const WAIT_MS = 100;
/** Entries of one statement's transaction. */
const BATCH = 500;
/** What is kept while the database does not answer. */
const MAX_ENTRIES = 20_000;
const MAX_CHARACTERS = 16_000_000;

/** What an entry costs beside its texts. */
const OVERHEAD = 100;

/** Stores the entries of a run in batches, in their order, each once; what it cannot keep it says. */
export class EntryBuffer {
  private entries: NewEntry[] = [];
  private characters = 0;
  private dropped = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private storing: Promise<void> | null = null;
  private closed = false;

  /** @param store throws where it may be tried again; false when there is nobody to store for any more */
  constructor(private readonly store: (entries: readonly NewEntry[]) => Promise<boolean>) {}

  add(entry: NewEntry): void {
    if (this.closed) return;
    const size = sizeOf(entry);
    if (this.entries.length >= MAX_ENTRIES || this.characters + size > MAX_CHARACTERS) {
      this.dropped += 1;
      return;
    }
    this.entries.push({ occurredAt: new Date(), ...entry });
    this.characters += size;
    this.plan(this.entries.length >= BATCH ? 0 : WAIT_MS);
  }

  /** What is not stored yet, once nothing is being stored. From now on nothing is added. */
  async close(): Promise<NewEntry[]> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.storing;
    clearTimeout(this.timer);
    return this.take(Number.POSITIVE_INFINITY);
  }

  private plan(ms: number): void {
    if (this.storing || (this.timer && ms > 0)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.storing = this.flush().finally(() => {
        this.storing = null;
        if (!this.closed && this.entries.length > 0) this.plan(WAIT_MS);
      });
    }, ms);
  }

  private async flush(): Promise<void> {
    const batch = this.take(BATCH);
    try {
      if (!(await this.store(batch))) this.closed = true;
    } catch (error) {
      if (sqlFailure(error) !== 'unavailable') {
        console.error('entries of a run could not be stored:', error);
        this.dropped += batch.length;
        return;
      }
      // Tried again with what comes meanwhile; whoever renews the leases says what is wrong.
      this.entries.unshift(...batch);
      this.characters += batch.reduce((sum, entry) => sum + sizeOf(entry), 0);
    }
  }

  private take(most: number): NewEntry[] {
    const batch = this.entries.splice(0, Math.min(most, this.entries.length));
    this.characters -= batch.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (this.dropped > 0 && this.entries.length === 0) {
      const message = `${this.dropped} entries are missing here: more came than could be stored`;
      batch.push({
        level: 'warning',
        event: null,
        message,
        dataText: null,
        occurredAt: new Date(),
      });
      this.dropped = 0;
    }
    return batch;
  }
}

function sizeOf({ message, dataText, event }: NewEntry): number {
  return OVERHEAD + (message?.length ?? 0) + (dataText?.length ?? 0) + (event?.length ?? 0);
}
