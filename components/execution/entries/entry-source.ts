import { readLineStream, refusal } from '@/components/layout/read-line-stream';
import { type Feed, openFeed } from '@/components/stream/open-feed';
import type { OutlineLine } from '@/lib/contract/entry-lines';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { LogEntry } from '@/lib/domain/log-entry';
import { paths } from '@/lib/paths';
import { printEntryFilter } from '@/lib/query-state/entry-params';
import type { Chunk } from './chunk-list';

/** What the line left out, because we were too slow: what arrived behind `from`, up to `to`. */
export interface EntryGap {
  from: string;
  to: string;
}

interface EntryHandlers {
  onEntry: (entry: LogEntry) => void;
  onGap: (gap: EntryGap) => void;
  /** The execution has ended: nothing comes any more. */
  onEnd: () => void;
  /** Whether the line to the server stands. */
  onLink: (stands: boolean) => void;
}

/** How JSON writes a time. */
type Sent = Omit<LogEntry, 'occurredAt'> & { occurredAt: string | null };

const revive = (sent: Sent): LogEntry => ({
  ...sent,
  occurredAt: sent.occurredAt === null ? null : new Date(sent.occurredAt),
});

const MAX_PAGE = '1000';

/** What is asked of the server about the entries of one execution that a filter lets through. */
export class EntrySource {
  private readonly stopped = new AbortController();
  private readonly search: URLSearchParams;
  private readonly base: string;

  constructor(project: string, id: string, filter: EntryFilter) {
    this.search = printEntryFilter(filter);
    this.base = paths.executionEntries(project, id);
  }

  /** Gives up what is on the way; a line that was opened is closed by whoever opened it. */
  stop(): void {
    this.stopped.abort();
  }

  get isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Where the entries are, in chunks, and from where on to follow what comes. */
  outline(): AsyncIterable<OutlineLine> {
    const url = `${this.base}/outline?${this.search}`;
    return readLineStream<OutlineLine>(url, { signal: this.stopped.signal });
  }

  async chunk(chunk: Chunk): Promise<LogEntry[]> {
    const search = new URLSearchParams(this.search);
    if (chunk.seqs) search.set('seqs', [...chunk.seqs, ...chunk.late].join(','));
    else {
      search.set('after', String(chunk.from - 1));
      search.set('to', String(chunk.to));
    }
    search.set('limit', MAX_PAGE);
    const { items } = await this.ask(search);
    return items;
  }

  /** Page by page. */
  async *gap({ from, to }: EntryGap): AsyncGenerator<LogEntry[]> {
    const search = new URLSearchParams(this.search);
    search.set('arrived_after', from);
    search.set('arrived_until', to);
    search.set('limit', MAX_PAGE);
    for (let next: string | null = '-1'; next !== null; ) {
      search.set('after', next);
      const page = await this.ask(search);
      yield page.items;
      next = page.next;
    }
  }

  /** What comes behind a position, as it comes. */
  follow(position: string, { onEntry, onGap, onEnd, onLink }: EntryHandlers): Feed {
    const search = this.search.size > 0 ? `?${this.search}` : '';
    return openFeed(`${this.base}/stream${search}`, position, {
      onLink,
      events: {
        entry: (json) => onEntry(revive(JSON.parse(json) as Sent)),
        gap: (json) => onGap(JSON.parse(json) as EntryGap),
        // It cannot tell where we are: everything comes again, and what is here is known.
        reset: () => {},
        end: onEnd,
      },
    });
  }

  private async ask(search: URLSearchParams): Promise<{ items: LogEntry[]; next: string | null }> {
    const answer = await fetch(`${this.base}?${search}`, { signal: this.stopped.signal });
    if (!answer.ok) throw await refusal(answer);
    const { items, next } = (await answer.json()) as { items: Sent[]; next: string | null };
    return { items: items.map(revive), next };
  }
}
