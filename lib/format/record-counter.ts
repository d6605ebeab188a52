const LINE_FEED = 10;
const QUOTE = 34;

/**
 * Counts the records of an export in the bytes that arrive. In CSV a line feed within quotes is part
 * of a cell, and the first record is the heading; in NDJSON the last line is no record.
 */
export class RecordCounter {
  private records = 0;
  private quoted = false;

  constructor(private readonly format: 'csv' | 'ndjson') {}

  push(bytes: Uint8Array): void {
    const isCsv = this.format === 'csv';
    for (const byte of bytes) {
      if (byte === QUOTE && isCsv) this.quoted = !this.quoted;
      else if (byte === LINE_FEED && !this.quoted) this.records += 1;
    }
  }

  /** So far; one of the lines is none. */
  get count(): number {
    return Math.max(this.records - 1, 0);
  }
}
