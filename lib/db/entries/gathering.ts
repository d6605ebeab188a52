import type { LineVerdict } from './line-verdict';

/** Together they are never more than one request brings into a transaction by itself. */
const MAX_LINES = 2_000;
const MAX_CHARACTERS = 4_000_000;

interface Sized {
  /** In characters. */
  size: number;
}

interface Upload<Line> {
  lines: readonly Line[];
  resolve: (verdicts: LineVerdict[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Stores for one thing at a time: what comes while it stores waits, and goes into the next
 * transaction together. Those who add to the same execution would wait for each other's lock anyway;
 * so they share one commit, and a thousand of them a second cost no more than the database gives.
 */
export class Gathering<Line extends Sized> {
  private readonly waiting = new Map<string, Upload<Line>[]>();

  /** What became of each line, in their order. Those that are stored together fail together. */
  store(
    key: string,
    lines: readonly Line[],
    store: (lines: readonly Line[]) => Promise<LineVerdict[]>,
  ): Promise<LineVerdict[]> {
    return new Promise((resolve, reject) => {
      const upload = { lines, resolve, reject };
      const others = this.waiting.get(key);
      if (others) {
        others.push(upload);
        return;
      }
      this.waiting.set(key, [upload]);
      void this.storeAll(key, store);
    });
  }

  private async storeAll(
    key: string,
    store: (lines: readonly Line[]) => Promise<LineVerdict[]>,
  ): Promise<void> {
    const waiting = this.waiting.get(key) ?? [];
    while (waiting.length > 0) {
      const uploads = waiting.splice(0, together(waiting));
      try {
        const verdicts = await store(uploads.flatMap(({ lines }) => lines));
        let from = 0;
        for (const { lines, resolve } of uploads) {
          resolve(verdicts.slice(from, from + lines.length));
          from += lines.length;
        }
      } catch (error) {
        for (const { reject } of uploads) reject(error);
      }
    }
    this.waiting.delete(key);
  }
}

/** How many of the first uploads fit into one transaction: one at least. */
function together(uploads: readonly Upload<Sized>[]): number {
  let count = 0;
  let lines = 0;
  let characters = 0;
  for (const upload of uploads) {
    lines += upload.lines.length;
    characters += upload.lines.reduce((sum, { size }) => sum + size, 0);
    if (count > 0 && (lines > MAX_LINES || characters > MAX_CHARACTERS)) break;
    count += 1;
  }
  return count;
}
