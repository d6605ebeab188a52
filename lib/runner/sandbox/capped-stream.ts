import { createHash, type Hash } from 'node:crypto';

/** What came out of one stream: its beginning, and of the whole its length and hash. */
export class CappedStream {
  readonly #parts: Buffer[] = [];
  readonly #hash: Hash = createHash('sha256');
  #kept = 0;
  #length = 0;

  /** `most` bytes are kept. */
  constructor(readonly most: number) {}

  /** False once more has come than is kept. */
  add(data: Buffer): boolean {
    const room = this.most - this.#kept;
    if (room > 0) {
      // Copied: a slice would hold all of the chunk that it is of.
      this.#parts.push(Buffer.from(data.subarray(0, room)));
      this.#kept += Math.min(room, data.length);
    }
    this.#length += data.length;
    this.#hash.update(data);
    return this.#length <= this.most;
  }

  end(): StreamEnd {
    return {
      head: Buffer.concat(this.#parts),
      bytes: this.#length,
      sha256: this.#hash.digest('hex'),
    };
  }
}

export interface StreamEnd {
  head: Buffer;
  /** Of all that came. */
  bytes: number;
  /** Of all that came, hex. */
  sha256: string;
}
