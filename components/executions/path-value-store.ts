import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { PathValue, PathValues } from '@/lib/domain/path-value';
import { failureWords } from '@/lib/format/failure-words';

/** Rows that one request asks for. */
const BATCH = 200;

type Fetch = (ids: string[], paths: ColumnKey[]) => Promise<PathValues>;

/** A value, null where there is none, or why it could not be read. */
export type PathAnswer = PathValue | null | { failed: string };

/**
 * What rows have at the paths that are columns. It mostly comes with a page; what a cell misses, of a
 * row that was there before its column or has changed since, is fetched for many cells at once. Known
 * by the row itself and not by its id: a changed row may have another context.
 */
export class PathValueStore {
  private readonly known = new WeakMap<ExecutionSummary, Map<ColumnKey, PathAnswer>>();
  private readonly added = new WeakSet<PathValues>();
  private readonly wanted = new Map<ExecutionSummary, Set<ColumnKey>>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly fetch: Fetch) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Undefined while it is not known. */
  find(execution: ExecutionSummary, path: ColumnKey): PathAnswer | undefined {
    return this.known.get(execution)?.get(path);
  }

  /** Takes values once: a row that has changed since they were read needs others. */
  add(executions: readonly ExecutionSummary[], values: PathValues): void {
    if (this.added.has(values)) return;
    this.added.add(values);
    for (const [path, column] of Object.entries(values)) {
      for (const execution of executions) {
        const value = column[execution.id];
        if (value !== undefined) this.put(execution, path, value);
      }
    }
  }

  want(execution: ExecutionSummary, path: ColumnKey): void {
    const paths = this.wanted.get(execution) ?? new Set();
    this.wanted.set(execution, paths.add(path));
    this.timer ??= setTimeout(() => void this.fetchWanted());
  }

  private put(execution: ExecutionSummary, path: ColumnKey, answer: PathAnswer): void {
    const answers = this.known.get(execution) ?? new Map();
    this.known.set(execution, answers.set(path, answer));
  }

  private async fetchWanted(): Promise<void> {
    this.timer = null;
    const batch = [...this.wanted].slice(0, BATCH);
    for (const [execution] of batch) this.wanted.delete(execution);
    if (this.wanted.size > 0) this.timer = setTimeout(() => void this.fetchWanted());
    const executions = batch.map(([execution]) => execution);
    const paths = [...new Set(batch.flatMap(([, set]) => [...set]))];
    try {
      const ids = executions.map(({ id }) => id);
      this.add(executions, await this.fetch(ids, paths));
    } catch (error) {
      const failed = failureWords(error);
      for (const [execution, set] of batch) {
        for (const path of set) this.put(execution, path, { failed });
      }
    }
    for (const listener of this.listeners) listener();
  }
}
