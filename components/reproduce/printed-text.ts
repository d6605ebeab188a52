/** Characters of a stream that are drawn. */
export const MAX_DRAWN_CHARS = 200_000;

/** What a run prints to one stream: its bytes, and text of the part that is drawn. */
export class PrintedText {
  readonly #parts: Uint8Array[] = [];
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #tail = '';
  bytes = 0;

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.bytes += bytes.length;
    this.#tail = (this.#tail + this.#decoder.decode(bytes, { stream: true })).slice(
      -MAX_DRAWN_CHARS,
    );
  }

  /** The end of what was printed so far. */
  tail(): string {
    return this.#tail;
  }

  all(): Uint8Array {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** The beginning of all that was printed. */
  head(): string {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    // A character has at most four bytes.
    const bytes = this.all().subarray(0, MAX_DRAWN_CHARS * 4);
    return decoder.decode(bytes).slice(0, MAX_DRAWN_CHARS);
  }
}
