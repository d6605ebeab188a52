import type { AppendReport } from '@/lib/contract/append-report';
import type { LineVerdict } from '@/lib/db/entries/line-verdict';
import type { Alteration } from '@/lib/domain/execution';
import { MAX_INGEST_ITEMS } from '@/lib/domain/limits';
import { countedByCode } from './alteration-log';
import { BodyStop } from './body-stop';
import { Pacer } from './pacer';
import { type BodyHeaders, readBody } from './read-body';
import type { Refusal, SplitItem } from './split-item';
import { splitItems } from './split-items';

/** Lines of one transaction, or fewer when they hold this many characters together. */
const BATCH_LINES = 2_000;
const BATCH_CHARACTERS = 4_000_000;
const MAX_LISTED_ALTERATIONS = 10_000;

export type ParsedLine<Line> = { ok: true; line: Line } | { ok: false; refusal: Refusal };

interface Sized {
  alterations: readonly Alteration[];
  size: number;
}

/**
 * Reads, checks and stores the lines of one request while its body comes in. What a report calls
 * accepted is committed. A bad line never harms its neighbours; a body that cannot be read to its end
 * leaves what came before it stored, and `stopped` says why.
 */
export function appendLines<Line extends Sized>(
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
  parse: (item: Extract<SplitItem, { ok: true }>) => ParsedLine<Line>,
  store: (lines: readonly Line[]) => Promise<LineVerdict[]>,
): Promise<AppendReport> {
  const items = splitItems(readBody(body, headers), new Pacer());
  return appendItems(items, parse, store, MAX_INGEST_ITEMS);
}

/** The same for items that are texts already; `maxItems` is Infinity where something else bounds them. */
export async function appendItems<Line extends Sized, Item extends SplitItem>(
  items: AsyncIterable<Item>,
  parse: (item: Extract<Item, { ok: true }>) => ParsedLine<Line>,
  store: (lines: readonly Line[]) => Promise<LineVerdict[]>,
  maxItems: number,
): Promise<AppendReport> {
  const run = new AppendRun(store);
  let stopped: AppendReport['stopped'] = null;
  try {
    for await (const item of items) {
      if (run.read >= maxItems) {
        const message = `More than ${maxItems} items: send them in several requests`;
        throw new BodyStop('too_large', message);
      }
      const split: SplitItem = item;
      const parsed = split.ok ? parse(item as Extract<Item, { ok: true }>) : split;
      if (parsed.ok) await run.add(parsed.line);
      else run.reject(run.read, parsed.refusal);
    }
  } catch (error) {
    if (!(error instanceof BodyStop)) {
      await run.flush();
      throw error;
    }
    stopped = { code: error.code, message: error.message };
  }
  await run.flush();
  return run.report(stopped);
}

/** Collects lines into batches. */
class AppendRun<Line extends Sized> {
  private readonly seqs: (number | null)[] = [];
  private readonly rejected: AppendReport['rejected'] = [];
  private readonly altered: AppendReport['altered'] = [];
  private accepted = 0;
  private duplicates = 0;
  private listed = 0;
  private batch: { index: number; line: Line }[] = [];
  private batchSize = 0;

  constructor(private readonly store: (lines: readonly Line[]) => Promise<LineVerdict[]>) {}

  /** Items so far, and the place of the next one. */
  get read(): number {
    return this.seqs.length;
  }

  reject(index: number, refusal: Refusal): void {
    this.rejected.push({ index, ...refusal });
    if (index === this.read) this.seqs.push(null);
  }

  async add(line: Line): Promise<void> {
    const isFull =
      this.batch.length >= BATCH_LINES || this.batchSize + line.size > BATCH_CHARACTERS;
    if (isFull) await this.flush();
    this.batch.push({ index: this.read, line });
    this.batchSize += line.size;
    this.seqs.push(null);
  }

  async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    this.batchSize = 0;
    if (batch.length === 0) return;
    const verdicts = await this.store(batch.map(({ line }) => line));
    for (const [place, { index, line }] of batch.entries()) {
      const verdict = verdicts[place];
      if (!verdict) throw new Error('a batch came back with too few verdicts');
      if (verdict.kind === 'rejected') {
        this.reject(index, { code: verdict.code, message: verdict.message });
        continue;
      }
      this.seqs[index] = verdict.seq;
      if (verdict.kind === 'accepted') this.accepted += 1;
      else this.duplicates += 1;
      this.note(index, line.alterations);
    }
  }

  report(stopped: AppendReport['stopped']): AppendReport {
    const { accepted, duplicates, altered, seqs } = this;
    const rejected = this.rejected.sort((a, b) => a.index - b.index);
    return { accepted, duplicates, rejected, altered, seqs, read: seqs.length, stopped };
  }

  private note(index: number, alterations: readonly Alteration[]): void {
    if (alterations.length === 0) return;
    this.listed += alterations.length;
    const isListed = this.listed <= MAX_LISTED_ALTERATIONS;
    this.altered.push({
      index,
      alterations: isListed ? [...alterations] : countedByCode(alterations),
    });
  }
}
