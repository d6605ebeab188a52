import type { OutlineChunk } from '@/lib/contract/entry-lines';
import type { LogEntry } from '@/lib/domain/log-entry';

/** Entries that lie next to each other, loaded or not. */
export interface Chunk {
  from: number;
  to: number;
  count: number;
  /** All seqs, where they lie far apart. */
  seqs: number[] | null;
  /** In the order of their seq; null while they are not here. */
  items: LogEntry[] | null;
  /** Those of the count that came after it was counted. */
  late: Set<number>;
  usedAt: number;
}

/** Entries of a chunk that grows at the end. */
const SIZE = 200;
/** Chunks whose entries are kept; others are asked for again. */
const MAX_LOADED = 60;

/**
 * The entries of one log as far as they are known: how many there are before and in each chunk, and
 * those that were loaded. Any place is found in a few steps, however many there are.
 */
export class ChunkList {
  private chunks: Chunk[] = [];
  private starts: number[] = [];
  private clock = 0;
  total = 0;

  /** Chunks that follow those that are there. Small ones whose seqs are known become one. */
  append(outline: readonly OutlineChunk[]): void {
    for (const [from, to, count, seqs] of outline) {
      const last = this.chunks.at(-1);
      const isOne = last?.seqs && seqs && !last.items && last.count + count <= SIZE;
      if (last && isOne && last.seqs && seqs) {
        last.seqs.push(...seqs);
        last.to = to;
        last.count += count;
      } else this.push(from, to, count, seqs ? [...seqs] : null);
    }
    this.measure();
  }

  private push(from: number, to: number, count: number, seqs: number[] | null): Chunk {
    const chunk = { from, to, count, seqs, items: null, late: new Set<number>(), usedAt: 0 };
    this.chunks.push(chunk);
    return chunk;
  }

  clear(): void {
    this.chunks = [];
    this.measure();
  }

  /** Entries that are all there is so far. */
  fill(items: readonly LogEntry[]): void {
    for (let at = 0; at < items.length; at += SIZE) {
      const part = items.slice(at, at + SIZE);
      const [first, last] = [part[0], part.at(-1)];
      if (first && last) this.push(first.seq, last.seq, part.length, null).items = part;
    }
    this.measure();
  }

  /** Puts entries that were loaded before where they belong. */
  reuse(items: readonly LogEntry[]): void {
    const last = items.at(-1)?.seq ?? -1;
    for (const chunk of this.chunks) {
      if (chunk.to > last) break;
      if (!chunk.items) this.load(chunk, within(items, chunk));
    }
  }

  /** The entry at a place from 0, or undefined while it is not here. */
  at(index: number): LogEntry | undefined {
    const place = this.placeOf(index);
    const chunk = this.chunks[place];
    return chunk?.items?.[index - (this.starts[place] ?? 0)];
  }

  /** Chunks of some places that are not here. */
  missing(first: number, last: number): Chunk[] {
    const found: Chunk[] = [];
    this.clock += 1;
    for (let place = this.placeOf(first); place < this.chunks.length; place += 1) {
      const chunk = this.chunks[place];
      if (!chunk || (this.starts[place] ?? 0) >= last) break;
      chunk.usedAt = this.clock;
      if (!chunk.items) found.push(chunk);
    }
    return found;
  }

  load(chunk: Chunk, items: readonly LogEntry[]): void {
    chunk.items = [...items];
    chunk.count = items.length;
    chunk.late.clear();
    this.forget();
    this.measure();
  }

  /** The chunk in which a seq is or would be. */
  chunkOf(seq: number): Chunk | null {
    const place = this.chunks.findIndex(({ to }) => to >= seq);
    return this.chunks[place] ?? null;
  }

  /** The place of a seq whose chunk is loaded; -1 when it is not among them. */
  indexOf(seq: number): number {
    const place = this.chunks.findIndex(({ to }) => to >= seq);
    const inside = this.chunks[place]?.items?.findIndex((entry) => entry.seq === seq) ?? -1;
    return inside === -1 ? -1 : (this.starts[place] ?? 0) + inside;
  }

  /**
   * Puts in an entry that has come. Gives its place when the entries behind it moved down by one, -1
   * when none did.
   */
  add(entry: LogEntry): number {
    const last = this.chunks.at(-1);
    if (!last || entry.seq > last.to) {
      const open = last?.items && last.items.length < SIZE ? last : null;
      const chunk = open ?? this.push(entry.seq, entry.seq, 0, null);
      chunk.items = [...(chunk.items ?? []), entry];
      chunk.to = entry.seq;
      chunk.count += 1;
      this.measure();
      return -1;
    }
    const chunk = this.chunkOf(entry.seq);
    if (!chunk) return -1;
    chunk.from = Math.min(chunk.from, entry.seq);
    const { items } = chunk;
    if (!items) {
      if (chunk.seqs?.includes(entry.seq) || chunk.late.has(entry.seq)) return -1;
      chunk.late.add(entry.seq);
      chunk.count += 1;
      this.measure();
      return this.starts[this.chunks.indexOf(chunk)] ?? -1;
    }
    const behind = items.findIndex(({ seq }) => seq >= entry.seq);
    const place = behind === -1 ? items.length : behind;
    const isKnown = items[place]?.seq === entry.seq;
    chunk.items = items.toSpliced(place, isKnown ? 1 : 0, entry);
    if (isKnown) return -1;
    chunk.count += 1;
    this.measure();
    return (this.starts[this.chunks.indexOf(chunk)] ?? 0) + place;
  }

  private placeOf(index: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  private measure(): void {
    this.total = 0;
    this.starts = this.chunks.map(({ count }) => {
      const start = this.total;
      this.total += count;
      return start;
    });
  }

  /** Lets go of what was not looked at for longest. The end is where new entries are put. */
  private forget(): void {
    const loaded = this.chunks.slice(0, -1).filter(({ items }) => items !== null);
    if (loaded.length <= MAX_LOADED) return;
    const [oldest] = loaded.toSorted((a, b) => a.usedAt - b.usedAt);
    if (!oldest?.items) return;
    if (oldest.seqs) oldest.seqs = oldest.items.map(({ seq }) => seq);
    oldest.items = null;
  }
}

function within(items: readonly LogEntry[], { from, to }: Chunk): LogEntry[] {
  return items.filter(({ seq }) => from <= seq && seq <= to);
}
