import type { Feed } from '@/components/stream/open-feed';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { LogEntry } from '@/lib/domain/log-entry';
import { failureWords } from '@/lib/format/failure-words';
import { type Chunk, ChunkList } from './chunk-list';
import { type EntryGap, EntrySource } from './entry-source';

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

/** A window that is scrolled through at once is not asked for. */
const ASK_AFTER_MS = 40;
/** What comes is drawn together. */
const DRAW_EVERY_MS = 100;

/** The entries of one execution that a filter lets through, wherever somebody looks, and as they come. */
export class EntryLog {
  private readonly list = new ChunkList();
  private readonly listeners = new Set<() => void>();
  private readonly source: EntrySource;
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
    this.source = new EntrySource(project, id, filter);
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
    this.source.stop();
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
    this.change({ phase: 'looking', problem: null });
    let isFirst = true;
    let position = '';
    try {
      for await (const line of this.source.outline()) {
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
      if (this.source.isStopped) return;
      this.change({ phase: 'failed', problem: failureWords(error) });
    }
  }

  private async load(chunk: Chunk): Promise<void> {
    this.loading.add(chunk);
    try {
      this.list.load(chunk, await this.source.chunk(chunk));
      this.change({ problem: null });
    } catch (error) {
      if (!this.source.isStopped) this.change({ problem: failureWords(error) });
    } finally {
      this.loading.delete(chunk);
    }
  }

  private follow(position: string): void {
    if (this.state.isOver || this.source.isStopped) return;
    this.feed = this.source.follow(position, {
      onLink: (stands) => this.change({ stands }),
      onEntry: (entry) => this.take([entry]),
      onGap: (gap) => void this.refill(gap),
      onEnd: () => {
        this.feed?.stop();
        this.feed = null;
        this.change({ isOver: true, stands: true });
        this.onOver();
      },
    });
  }

  private async refill(gap: EntryGap): Promise<void> {
    try {
      for await (const entries of this.source.gap(gap)) this.take(entries);
    } catch (error) {
      if (this.source.isStopped) return;
      this.change({ problem: failureWords(error) });
      window.setTimeout(() => void this.refill(gap), 2_000);
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
