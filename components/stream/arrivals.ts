import type { ExecutionSummary } from '@/lib/domain/execution';
import { leftRows } from './left-rows';
import { fitsAmong, isLoaded, type LoadedPages } from './merge-rows';

interface Item {
  seq: number;
  id: string;
  matches: boolean;
  row: Omit<ExecutionSummary, 'createdAt'> & { createdAt: string };
}

interface Arrival {
  matches: boolean;
  row: ExecutionSummary;
}

/** Numbers of changes that are remembered, to know those that come twice after an interruption. */
const MAX_SEEN = 5_000;

/** What has come over the line and is not in the list yet. */
export class Arrivals {
  /** New rows that wait to be shown, by id. */
  readonly waiting = new Map<string, ExecutionSummary>();
  private incoming: Arrival[] = [];
  private readonly seen = new Set<number>();

  /** @returns how many more there are that did not come one by one */
  take(json: string): number {
    const { items, more = 0 } = JSON.parse(json) as { items: Item[]; more?: number };
    for (const { seq, matches, row } of items) {
      if (this.seen.has(seq)) continue;
      this.seen.add(seq);
      this.incoming.push({ matches, row: { ...row, createdAt: new Date(row.createdAt) } });
    }
    for (const seq of this.seen) {
      if (this.seen.size <= MAX_SEEN) break;
      this.seen.delete(seq);
    }
    return more;
  }

  /** Rows that were read from the list itself. */
  takeRead(rows: readonly ExecutionSummary[]): void {
    this.incoming.unshift(...rows.map((row) => ({ matches: true, row })));
  }

  /**
   * Goes through what came: new rows that belong among the loaded ones wait.
   * @returns newer versions of rows that are loaded
   */
  sortInto(data: LoadedPages, takesNew: boolean): ExecutionSummary[] {
    const changed = new Map<string, ExecutionSummary>();
    for (const { matches, row } of this.incoming.splice(0)) {
      this.waiting.delete(row.id);
      if (isLoaded(data, row.id)) {
        changed.set(row.id, row);
        if (!matches) leftRows.add(row);
      } else if (matches && takesNew && fitsAmong(data, row.id)) this.waiting.set(row.id, row);
    }
    return Array.from(changed.values());
  }
}
