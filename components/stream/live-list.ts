import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { listExecutionsAction } from '@/lib/actions/list-executions';
import type { Direction } from '@/lib/domain/execution-query';
import { PAGE_SIZE } from '@/lib/domain/limits';
import { unwrap } from '@/lib/domain/result';
import { paths } from '@/lib/paths';
import { Arrivals } from './arrivals';
import { lineReturn } from './line-return';
import { insertRows, isLoaded, keepTop, type LoadedPages, replaceRows } from './merge-rows';
import { type Feed, openFeed } from './open-feed';

export interface LiveListOptions {
  project: string;
  /** The URL search of the list's filter. */
  search: string;
  /** In which the list goes on downwards. */
  direction: Direction;
  queryKey: QueryKey;
  /** From where the loaded rows are followed. */
  after: string;
  /** Whether what is new belongs at the top of what is loaded. */
  takesNew: () => boolean;
  /** Whether rows may move now: nothing is pointed at, nothing has the focus, the top is in sight. */
  mayMove: () => boolean;
  /** Called before new rows are put in: then the top is to be shown. */
  onShow: () => void;
}

export interface LiveState {
  /** Rows that wait to be shown. */
  waiting: number;
  /** There are more than were counted: the list is read again when they are shown. */
  uncounted: boolean;
  /** Whether the line stands. */
  stands: boolean;
  follows: boolean;
}

/** Changes are drawn together: a drawing costs the more the more rows are loaded. */
const DRAW_EVERY_MS = 250;
const DRAW_MANY_EVERY_MS = 1_000;
const MANY_ROWS = 2_000;
/** With more than these waiting the list is read again instead. */
const MAX_WAITING = 500;
/** Rows that following keeps; those below are loaded again when somebody scrolls there. */
const MAX_FOLLOWED = 5_000;
const READ_EVERY_MS = 2_000;

/** Keeps the loaded pages of one list up to date; what a screen has to say of that is its state. */
export class LiveList {
  private state: LiveState = { waiting: 0, uncounted: false, stands: true, follows: false };
  private readonly listeners = new Set<() => void>();
  private readonly arrivals = new Arrivals();
  private readonly feed: Feed;
  private timer = 0;
  private stopped = false;
  private reading = false;
  private readAt = Number.NEGATIVE_INFINITY;
  /** Something was missed that cannot be told row by row. */
  private missed = false;
  /** Somebody asked for what is new, and it could not be put in at once. */
  private wanted = false;

  constructor(
    private readonly client: QueryClient,
    private readonly options: LiveListOptions,
  ) {
    const { project, search, after } = options;
    this.feed = openFeed(paths.executionStream(project, search), after, {
      events: {
        executions: (json) => {
          const more = this.arrivals.take(json);
          if (more > 0 && options.takesNew()) this.change({ uncounted: true });
          this.plan();
        },
        reset: () => {
          this.missed = true;
          this.plan();
        },
      },
      onLink: (stands) => {
        const returns = stands && !this.state.stands;
        this.change({ stands });
        if (returns) this.askAgain();
      },
    });
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  getState = (): LiveState => this.state;

  /** @returns from where the list is to be followed when somebody comes back to it */
  stop(): string {
    this.stopped = true;
    window.clearTimeout(this.timer);
    this.feed.stop();
    return this.feed.token();
  }

  follow(follows: boolean): void {
    this.change({ follows });
    this.plan();
  }

  /** Puts what waits into the list. */
  show(): void {
    this.wanted = true;
    this.draw();
  }

  /** What failed while the server was away, once for each time that it comes back. */
  private askAgain(): void {
    const failed = ({ state }: Query) => state.status === 'error' && state.data === undefined;
    void this.client.refetchQueries({ type: 'active', predicate: failed });
    lineReturn.tell();
  }

  private plan(): void {
    if (this.timer !== 0 || this.stopped) return;
    const rows = this.data()?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
    const waitMs = rows > MANY_ROWS ? DRAW_MANY_EVERY_MS : DRAW_EVERY_MS;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.draw();
    }, waitMs);
  }

  private draw(): void {
    const data = this.data();
    const { queryKey, takesNew, mayMove } = this.options;
    // A page on its way is put to the pages that were there when it was asked for, and undoes this.
    const isBusy = this.reading || this.client.isFetching({ queryKey, exact: true }) > 0;
    if (!data || isBusy) {
      this.plan();
      return;
    }
    const { waiting } = this.arrivals;
    const isEmpty = data.pages.every(({ items }) => items.length === 0);
    const changed = this.arrivals.sortInto(data, takesNew() || isEmpty);
    const next = replaceRows(data, changed);
    const isTooMuch = waiting.size > MAX_WAITING || (isEmpty && waiting.size > 0);
    if (isTooMuch) waiting.clear();
    const uncounted = this.state.uncounted || isTooMuch;
    const isNew = waiting.size > 0 || uncounted;
    // An empty list has nothing that could move.
    const shows = isNew && (this.wanted || isEmpty || (this.state.follows && mayMove()));
    const reads = this.missed || (shows && uncounted);
    if (shows && !reads) this.put(next);
    else if (next !== data) this.write(next);
    this.change({ waiting: waiting.size, uncounted });
    if (reads) this.readSoon(shows);
    else this.wanted = false;
    if (isNew && !shows && this.state.follows) this.plan();
  }

  /** Puts what waits where it belongs, which is the top for most. */
  private put(data: LoadedPages): void {
    const rows = Array.from(this.arrivals.waiting.values());
    this.arrivals.waiting.clear();
    const missing = rows.filter(({ id }) => !isLoaded(data, id));
    const next = insertRows(data, missing);
    this.options.onShow();
    this.write(this.state.follows ? keepTop(next, MAX_FOLLOWED) : next);
  }

  private readSoon(shows: boolean): void {
    if (performance.now() - this.readAt < READ_EVERY_MS) this.plan();
    else void this.read(shows);
  }

  /** The top of the list as it is now: shown in place of all that is loaded, or compared with it. */
  private async read(shows: boolean): Promise<void> {
    const { project, search, direction, queryKey, takesNew } = this.options;
    const top = { direction, cursor: null };
    this.reading = true;
    this.readAt = performance.now();
    try {
      const page = unwrap(
        await listExecutionsAction({ project, search, limit: PAGE_SIZE, ...top }),
      );
      await this.client.cancelQueries({ queryKey, exact: true });
      if (this.stopped) return;
      this.missed = false;
      const data = this.data();
      const meets = page.items.some(({ id }) => data && isLoaded(data, id));
      if (shows || !data) {
        this.wanted = false;
        this.arrivals.waiting.clear();
        this.change({ waiting: 0, uncounted: false });
        this.options.onShow();
        this.write({ pages: [page], pageParams: [top] });
      } else if (meets) this.arrivals.takeRead(page.items);
      else this.change({ uncounted: takesNew() && page.items.length > 0 });
    } catch {
      // What was there stays, and it is tried again.
      this.change({ stands: false });
    } finally {
      this.reading = false;
    }
    this.plan();
  }

  private data(): LoadedPages | undefined {
    return this.client.getQueryData<LoadedPages>(this.options.queryKey);
  }

  private write(data: LoadedPages): void {
    this.client.setQueryData(this.options.queryKey, data);
  }

  private change(next: Partial<LiveState>): void {
    const names = Object.keys(next) as (keyof LiveState)[];
    if (names.every((name) => this.state[name] === next[name])) return;
    this.state = { ...this.state, ...next };
    for (const listener of this.listeners) listener();
  }
}
