import { joinBytes } from '@/lib/domain/join-bytes';

/** Characters of a stream that are drawn when it has ended. */
export const MAX_DRAWN_CHARS = 200_000;
/** Characters of its end that are drawn while it is printed, many times a second. */
export const LIVE_CHARS = 20_000;
/** Of a character in UTF-8. */
const MAX_CHAR_BYTES = 4;

/** What a run prints to one stream: its bytes, and text of the part that is drawn. */
export class PrintedText {
  readonly #parts: Uint8Array[] = [];
  bytes = 0;

  /** Costs the same however much there is already: text is made of it when it is drawn. */
  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.bytes += bytes.length;
  }

  /** The end of what was printed so far. */
  tail(): string {
    const wanted = LIVE_CHARS * MAX_CHAR_BYTES;
    let first = this.#parts.length;
    let bytes = 0;
    while (first > 0 && bytes < wanted) {
      first -= 1;
      bytes += this.#parts[first]?.length ?? 0;
    }
    const end = joinBytes(this.#parts.slice(first), bytes);
    let from = Math.max(0, end.length - wanted);
    // Not in the middle of a character.
    while (from > 0 && ((end[from] ?? 0) & 0xc0) === 0x80) from += 1;
    return decode(end.subarray(from), true).slice(-LIVE_CHARS);
  }

  all(): Uint8Array {
    return joinBytes(this.#parts, this.bytes);
  }

  /** The beginning of all that was printed. */
  head(): string {
    const bytes = this.all().subarray(0, MAX_DRAWN_CHARS * MAX_CHAR_BYTES);
    return decode(bytes, false).slice(0, MAX_DRAWN_CHARS);
  }
}

/** @param goesOn whether a character that is not whole yet is left out */
function decode(bytes: Uint8Array, goesOn: boolean): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: goesOn });
}
