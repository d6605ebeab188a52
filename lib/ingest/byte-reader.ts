import type { Pacer } from './pacer';

const LF = 10;
/** Bytes looked at in one go. A body comes in pieces of 64 KB; what was put back is one of any size. */
const MAX_CHUNK_BYTES = 1024 * 1024;
const BOM = [0xef, 0xbb, 0xbf];

const isSpace = (byte: number) => byte === 32 || byte === LF || byte === 13 || byte === 9;

/** Bytes of a body in the pieces that a splitter asks for, however they arrive in chunks. */
export class ByteReader {
  private chunk: Buffer = Buffer.alloc(0);
  private at = 0;
  /** What comes before the rest of the source, last piece first. */
  private readonly waiting: Uint8Array[] = [];
  private readonly source: AsyncIterator<Uint8Array>;
  /** Blanks since the last line break, or -1 when something else stands before. */
  indent = 0;

  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly pacer: Pacer,
  ) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Ends the source early; a body that was read to its end has nothing to close. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async fill(): Promise<boolean> {
    while (this.at >= this.chunk.length) {
      const bytes = this.waiting.pop() ?? (await this.received());
      if (!bytes) return false;
      if (this.pacer.isDue()) await this.pacer.rest();
      if (bytes.length > MAX_CHUNK_BYTES) this.waiting.push(bytes.subarray(MAX_CHUNK_BYTES));
      const { buffer, byteOffset, byteLength } = bytes.subarray(0, MAX_CHUNK_BYTES);
      this.chunk = Buffer.from(buffer, byteOffset, byteLength);
      this.at = 0;
    }
    return true;
  }

  private async received(): Promise<Uint8Array | null> {
    const next = await this.source.next();
    return next.done ? null : next.value;
  }

  /** Puts bytes back in front of what is left; `indent` blanks stood before them. */
  unread(bytes: Uint8Array, indent = 0): void {
    this.waiting.push(this.chunk.subarray(this.at), bytes);
    this.chunk = Buffer.alloc(0);
    this.at = 0;
    this.indent = indent;
  }

  async skipByteOrderMark(): Promise<void> {
    for (const [index, byte] of BOM.entries()) {
      if (!(await this.fill())) return this.unread(Uint8Array.from(BOM.slice(0, index)));
      if (this.chunk[this.at] !== byte) return this.unread(Uint8Array.from(BOM.slice(0, index)));
      this.at += 1;
    }
  }

  /** The next byte that is not a blank, not consumed; -1 at the end. */
  async skipSpace(): Promise<number> {
    while (await this.fill()) {
      for (; this.at < this.chunk.length; this.at += 1) {
        const byte = this.chunk[this.at] ?? -1;
        if (!isSpace(byte)) return byte;
        if (byte === LF) this.indent = 0;
        else if (this.indent >= 0) this.indent += 1;
      }
    }
    return -1;
  }

  skipByte(): void {
    this.at += 1;
    this.indent = -1;
  }

  /** A line that is already here, without its end; null when the next chunk has to be asked for. */
  tryLine(): Buffer | null {
    const end = this.chunk.indexOf(LF, this.at);
    if (end === -1) return null;
    const line = this.chunk.subarray(this.at, end);
    this.at = end + 1;
    this.indent = 0;
    return line;
  }

  /** The next line without its end; null at the end of the body. */
  async takeLine(): Promise<Buffer | null> {
    if (!(await this.fill())) return null;
    const parts: Buffer[] = [];
    do {
      const rest = this.tryLine();
      if (rest) return parts.length > 0 ? Buffer.concat([...parts, rest]) : rest;
      parts.push(this.chunk.subarray(this.at));
      this.at = this.chunk.length;
    } while (await this.fill());
    return Buffer.concat(parts);
  }

  /**
   * Bytes up to where `scan` says. It gets each chunk and the place to begin at, and returns the place
   * at which the piece ends, or -1 when it goes on. `ended` is false when the body ended first.
   */
  async takeUntil(
    scan: (chunk: Uint8Array, from: number) => number,
  ): Promise<{ bytes: Buffer; ended: boolean }> {
    const parts: Buffer[] = [];
    while (await this.fill()) {
      const end = scan(this.chunk, this.at);
      parts.push(this.chunk.subarray(this.at, end === -1 ? this.chunk.length : end));
      this.at = end === -1 ? this.chunk.length : end;
      this.indent = -1;
      const [only] = parts;
      if (end === -1) continue;
      return { bytes: parts.length === 1 && only ? only : Buffer.concat(parts), ended: true };
    }
    return { bytes: Buffer.concat(parts), ended: false };
  }
}
