import { readLineStream, refusal } from '@/components/layout/read-line-stream';
import { type Feed, openFeed } from '@/components/stream/open-feed';
import type { OutlineLine } from '@/lib/contract/entry-lines';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { LogEntry } from '@/lib/domain/log-entry';
import { paths } from '@/lib/paths';
import { printEntryFilter } from '@/lib/query-state/entry-params';
import { type Chunk, ChunkList } from './chunk-list';

/** What came with the page. */
export interface FirstEntries {
  items: readonly LogEntry[];
  /** Whether these are all. */
  isWhole: boolean;
  /** From where the stream gives what comes. */
  position: string;
  /** Whether the execution has ended. */
  isOver: boolean;
}

export interface EntryLogState {
  /** Changes with everything that is drawn. */
  version: number;
  total: number;
  phase: 'looking' | 'ready' | 'failed';
  /** Why it failed, or why some entries could not be loaded. */
  problem: string | null;
  isOver: boolean;
  /** Whether the line to the server stands; true where there is none. */
  stands: boolean;
}

/** How JSON writes a time. */
type Sent = Omit<LogEntry, 'occurredAt'> & { occurredAt: string | null };

const revive = (sent: Sent): LogEntry => ({
  ...sent,
  occurredAt: sent.occurredAt === null ? null : new Date(sent.occurredAt),
});

/** A window that is scrolled through at once is not asked for. */
const ASK_AFTER_MS = 40;
/** What comes is drawn together. */
const DRAW_EVERY_MS = 100;
const MAX_REFILL = '1000';

/** The entries of one execution that a filter lets through, wherever somebody looks, and as they come. */
export class EntryLog {
  private readonly list = new ChunkList();
  private readonly listeners = new Set<() => void>();
  private readonly stopped = new AbortController();
  private readonly search: URLSearchParams;
  private readonly base: string;
  private feed: Feed | null = null;
  private wanted = { first: 0, last: 0 };
  private askTimer = 0;
  private drawTimer = 0;
  private loading = new Set<Chunk>();
  private state: EntryLogState;
  /** Called with the place behind which everything moved down by one. */
  onInsert: (index: number) => void = () => {};
  /** Called once, when the execution ends. */
  onOver: () => void = () => {};

  constructor(
    project: string,
    id: string,
    readonly filter: EntryFilter,
    first: FirstEntries | null,
  ) {
    this.search = printEntryFilter(filter);
    this.base = paths.executionEntries(project, id);
    this.list.fill(first?.items ?? []);
    const isWhole = first?.isWhole === true;
    this.state = {
      ...{ version: 0, total: this.list.total, problem: null, stands: true },
      phase: isWhole ? 'ready' : 'looking',
      isOver: first?.isOver === true,
    };
    this.first = first;
  }

  private first: FirstEntries | null;

  /** Begins to ask the server; the constructor is pure, so that React may call it twice. */
  start(): void {
    if (this.first?.isWhole) this.follow(this.first.position);
    else void this.look();
  }

  stop(): void {
    this.stopped.abort();
    this.feed?.stop();
    window.clearTimeout(this.askTimer);
    window.clearTimeout(this.drawTimer);
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  getState = (): EntryLogState => this.state;

  at(index: number): LogEntry | undefined {
    return this.list.at(index);
  }

  indexOf(seq: number): number {
    return this.list.indexOf(seq);
  }

  /** Loads the entry with this seq, and gives its place; null when it is not among them, or not yet. */
  async locate(seq: number): Promise<number | null> {
    const chunk = this.list.chunkOf(seq);
    if (!chunk) return null;
    if (!chunk.items) await this.load(chunk);
    const index = this.list.indexOf(seq);
    return index === -1 ? null : index;
  }

  /** Says which places are in sight: what is not here of them is loaded. */
  show(first: number, last: number): void {
    this.wanted = { first, last };
    if (this.askTimer !== 0) return;
    this.askTimer = window.setTimeout(() => {
      this.askTimer = 0;
      const missing = this.list.missing(this.wanted.first, this.wanted.last);
      for (const chunk of missing) if (!this.loading.has(chunk)) void this.load(chunk);
    }, ASK_AFTER_MS);
  }

  /** Tries again what failed. */
  again(): void {
    this.change({ problem: null });
    if (this.state.phase === 'failed') void this.look();
    else this.show(this.wanted.first, this.wanted.last);
  }

  private async look(): Promise<void> {
    const url = `${this.base}/outline?${this.search}`;
    this.change({ phase: 'looking', problem: null });
    let isFirst = true;
    let position = '';
    try {
      for await (const line of readLineStream<OutlineLine>(url, { signal: this.stopped.signal })) {
        if (line.part === 'start') {
          position = line.position;
          this.change({ isOver: line.isOver });
        } else {
          if (isFirst) this.list.clear();
          isFirst = false;
          this.list.append(line.chunks);
          this.list.reuse(this.first?.items ?? []);
          this.draw();
        }
      }
      if (isFirst) this.list.clear();
      this.change({ phase: 'ready' });
      this.follow(position);
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      this.change({ phase: 'failed', problem: (error as Error).message });
    }
  }

  private async load(chunk: Chunk): Promise<void> {
    this.loading.add(chunk);
    const search = new URLSearchParams(this.search);
    if (chunk.seqs) search.set('seqs', [...chunk.seqs, ...chunk.late].join(','));
    else {
      search.set('after', String(chunk.from - 1));
      search.set('to', String(chunk.to));
    }
    search.set('limit', MAX_REFILL);
    try {
      const { items } = await this.ask(search);
      this.list.load(chunk, items);
      this.change({ problem: null });
    } catch (error) {
      if (!this.stopped.signal.aborted) this.change({ problem: (error as Error).message });
    } finally {
      this.loading.delete(chunk);
    }
  }

  private async ask(search: URLSearchParams): Promise<{ items: LogEntry[]; next: string | null }> {
    const answer = await fetch(`${this.base}?${search}`, { signal: this.stopped.signal });
    if (!answer.ok) throw await refusal(answer);
    const { items, next } = (await answer.json()) as { items: Sent[]; next: string | null };
    return { items: items.map(revive), next };
  }

  private follow(position: string): void {
    if (this.state.isOver || this.stopped.signal.aborted) return;
    const search = this.search.size > 0 ? `?${this.search}` : '';
    this.feed = openFeed(`${this.base}/stream${search}`, position, {
      onLink: (stands) => this.change({ stands }),
      events: {
        entry: (json) => this.take([revive(JSON.parse(json) as Sent)]),
        gap: (json) => void this.refill(JSON.parse(json) as { from: string; to: string }),
        // It cannot tell where we are: everything comes again, and what is here is known.
        reset: () => {},
        end: () => {
          this.feed?.stop();
          this.feed = null;
          this.change({ isOver: true, stands: true });
          this.onOver();
        },
      },
    });
  }

  /** What the line left out, because we were too slow. */
  private async refill({ from, to }: { from: string; to: string }): Promise<void> {
    const search = new URLSearchParams(this.search);
    search.set('arrived_after', from);
    search.set('arrived_until', to);
    search.set('limit', MAX_REFILL);
    try {
      for (let next: string | null = '-1'; next !== null; ) {
        search.set('after', next);
        const page = await this.ask(search);
        this.take(page.items);
        next = page.next;
      }
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      this.change({ problem: (error as Error).message });
      window.setTimeout(() => void this.refill({ from, to }), 2_000);
    }
  }

  private take(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      const moved = this.list.add(entry);
      if (moved !== -1) this.onInsert(moved);
    }
    if (this.drawTimer !== 0) return;
    this.drawTimer = window.setTimeout(() => {
      this.drawTimer = 0;
      this.draw();
    }, DRAW_EVERY_MS);
  }

  private draw(): void {
    this.change({});
  }

  private change(next: Partial<EntryLogState>): void {
    const { version } = this.state;
    this.state = { ...this.state, ...next, version: version + 1, total: this.list.total };
    for (const listener of this.listeners) listener();
  }
}
