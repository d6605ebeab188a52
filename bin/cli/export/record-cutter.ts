const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const ID_LENGTH = 36;
/** What stands before the id of a row. */
const BEFORE_ID = { ndjson: '{"id":"', csv: '' };

export interface WholeRecords {
  bytes: Buffer;
  rows: number;
  /** Of the last of them; null where that is no row of an execution. */
  lastId: string | null;
}

/**
 * Cuts the bytes of an export where a record ends: what is written is never half a row. A record of CSV may
 * have line ends inside quotes.
 */
export class RecordCutter {
  private rest: Buffer = Buffer.alloc(0);
  private isQuoted = false;

  /** @param dropsId whether the first cell, the id, is asked for to know the row only, and left out */
  constructor(
    private readonly format: 'ndjson' | 'csv',
    private readonly dropsId = false,
  ) {}

  /** What is whole with this chunk; null where no record has ended. */
  cut(chunk: Uint8Array): WholeRecords | null {
    const bytes = Buffer.concat([this.rest, chunk]);
    let end = 0;
    let last = 0;
    let rows = 0;
    const kept: Buffer[] = [];
    for (let at = this.rest.length; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE && this.format === 'csv') this.isQuoted = !this.isQuoted;
      if (byte !== LF || this.isQuoted) continue;
      last = end;
      end = at + 1;
      rows += 1;
      if (this.dropsId) kept.push(bytes.subarray(bytes.indexOf(COMMA, last) + 1, end));
    }
    this.rest = bytes.subarray(end);
    if (rows === 0) return null;
    const before = BEFORE_ID[this.format];
    const start = bytes.toString('latin1', last, last + before.length + ID_LENGTH);
    const isRow = start.startsWith(before) && /^[0-9a-f-]{36}$/.test(start.slice(before.length));
    const lastId = isRow ? start.slice(before.length) : null;
    const whole = this.dropsId ? Buffer.concat(kept) : bytes.subarray(0, end);
    return { bytes: whole, rows, lastId };
  }

  /** Whether bytes are left of a record that has not ended. */
  get isCut(): boolean {
    return this.rest.length > 0;
  }
}
