import type {
  Execution,
  ExecutionList,
  ExecutionMessage,
  Problem,
  RetryAnswer,
} from './api-types.js';
import { Outbox } from './outbox.js';
import type { Server } from './post-lines.js';
import { jsonOf, Run, type RunFields } from './run.js';
import type { Spool } from './spool.js';

export interface ClientOptions {
  /** Origin of the server; RUNLENS_URL in Node, the page's own in a browser. */
  url?: string;
  /** A key of the project; RUNLENS_API_KEY in Node. */
  apiKey?: string;
  /** Items that are sent together, and how long the first of them waits for others, in ms. */
  batchItems?: number;
  batchMs?: number;
  /** Characters that may wait in memory; what is told beyond it is lost and counted. */
  maxWaiting?: number;
  /** What one request may take, in ms. */
  timeoutMs?: number;
  /** Where lines wait that are not sent yet. */
  spool?: Spool | null;
  fetch?: typeof fetch;
  /** Told when something does not arrive; nothing is ever thrown into the program. */
  onProblem?: (message: string) => void;
}

/** Things told: the states of executions, entries and steps. */
export interface Stats {
  waiting: number;
  sent: number;
  refused: number;
  lost: number;
}

/** A request that was refused, or that got no answer (status 0, code `unreachable`). `code` is stable. */
export class RunlensError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    options?: { cause: unknown },
  ) {
    super(message, options);
    this.name = 'RunlensError';
  }
}

/** Sends executions in the background, and reads them. */
export class Client {
  private readonly server: Server;
  private readonly outbox: Outbox;
  private readonly changed = new Set<Run>();
  private readonly batchItems: number;
  private readonly batchMs: number;
  private readonly maxWaiting: number;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private told = 0;
  private heldBytes = 0;

  constructor(options: ClientOptions & { url: string; apiKey: string }) {
    const { url, apiKey, timeoutMs = 10_000, fetch: own = fetch, spool = null } = options;
    this.server = {
      ...{ url: url.replace(/\/+$/, ''), apiKey, timeoutMs },
      fetch: (...given) => own(...given),
    };
    this.outbox = new Outbox(this.server, spool, (message) => options.onProblem?.(message));
    this.batchItems = options.batchItems ?? 100;
    this.batchMs = options.batchMs ?? 1_000;
    this.maxWaiting = options.maxWaiting ?? 8_000_000;
    // What an earlier program has left.
    if (!this.outbox.isEmpty) void this.outbox.work();
  }

  /** Begins an execution. It is told within `batchMs`, so that it is seen while it runs. */
  start(fields: RunFields): Run {
    return new Run(fields, {
      take: (run, text) => {
        if (this.isFull()) {
          this.outbox.lose(1);
          return false;
        }
        this.heldBytes += text.length;
        this.touch(run);
        return true;
      },
      changed: (run) => this.touch(run),
      takeUntold: () => this.outbox.takeUntold(),
    });
  }

  /** Runs `work` as an execution. Its value and what it throws go through. */
  async run<T>(fields: RunFields, work: (run: Run) => T | Promise<T>): Promise<T> {
    const run = this.start(fields);
    try {
      const result = await work(run);
      run.end('success', result === undefined ? {} : { output: { recorded: false, result } });
      return result;
    } catch (error) {
      run.fail(error);
      throw error;
    }
  }

  /** A function each of whose calls is an execution, with its arguments as the context. */
  wrap<A extends unknown[], T>(fields: RunFields, work: (...given: A) => T | Promise<T>) {
    return (...given: A): Promise<T> =>
      this.run({ ...fields, context: { arguments: given } }, () => work(...given));
  }

  /** Sends an execution that is told whole. False when there is no room for it. */
  send(message: ExecutionMessage): boolean {
    const items = 1 + (message.entries?.length ?? 0) + (message.steps?.length ?? 0);
    if (this.isFull()) {
      this.outbox.lose(items);
      return false;
    }
    this.outbox.add({ text: jsonOf(message), items });
    this.plan(items);
    return true;
  }

  /** Sends what waits. True when nothing is left after at most so many milliseconds. */
  async flush(deadlineMs = 5_000): Promise<boolean> {
    this.collect();
    const work = this.outbox.work();
    this.outbox.hurry();
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([
      work,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadlineMs);
      }),
    ]);
    clearTimeout(timer);
    return this.outbox.isEmpty;
  }

  stats(): Stats {
    const held = [...this.changed].reduce((sum, run) => sum + run.waitingItems, 0);
    return { waiting: this.outbox.waitingItems + held, ...this.outbox.counts };
  }

  /** Leaves what waits to the next program; for the moment when this one ends. */
  leave(): void {
    this.collect();
    this.outbox.leave();
  }

  /** Sends what waits as far as a page that goes away may, and leaves it to the next one as well. */
  leavePage(): void {
    this.collect();
    this.outbox.sendLeaving();
    this.outbox.leave();
  }

  get(id: string): Promise<Execution> {
    return this.ask(`/api/v1/executions/${encodeURIComponent(id)}`);
  }

  /** What matches, newest first, page by page while it is read; `q` is the language of the search bar. */
  async *list(query: Record<string, string> = {}) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const search = new URLSearchParams({ ...query, ...(cursor ? { cursor } : {}) });
      const page: ExecutionList = await this.ask(`/api/v1/executions?${search}`);
      yield* page.items;
      cursor = page.next;
    }
  }

  retry(id: string): Promise<RetryAnswer> {
    return this.ask(`/api/v1/executions/${encodeURIComponent(id)}/retry`, { method: 'POST' });
  }

  /** A request to the API, for what has no method here. Throws a RunlensError, or why `init.signal` ended it. */
  async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const { url, apiKey, timeoutMs } = this.server;
    try {
      const answer = await this.server.fetch(url + path, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${apiKey}` },
        redirect: 'manual',
        signal: init.signal ?? AbortSignal.timeout(timeoutMs),
      });
      if (answer.ok) return (await answer.json()) as T;
      const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
      const message = problem.detail ?? problem.title ?? `the server answered ${answer.status}`;
      throw new RunlensError(answer.status, problem.code ?? 'unexpected', message);
    } catch (error) {
      if (error instanceof RunlensError || init.signal?.aborted) throw error;
      throw new RunlensError(0, 'unreachable', unanswered(url, error), { cause: error });
    }
  }

  private isFull(): boolean {
    return this.outbox.waitingBytes + this.heldBytes > this.maxWaiting;
  }

  private touch(run: Run): void {
    this.changed.add(run);
    this.plan(1);
  }

  private plan(items: number): void {
    this.told += items;
    if (this.told >= this.batchItems) this.tick();
    else if (this.timer === null) {
      this.timer = setTimeout(() => this.tick(), this.batchMs);
      (this.timer as { unref?: () => void }).unref?.();
    }
  }

  private tick(): void {
    this.collect();
    void this.outbox.work();
  }

  private collect(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.told = 0;
    for (const run of this.changed) this.outbox.add(run.takeLine());
    this.changed.clear();
    this.heldBytes = 0;
  }
}

/** fetch says why only in the cause of what it throws. */
function unanswered(url: string, error: unknown): string {
  const { message, cause } = error as {
    message?: string;
    cause?: { message?: string; code?: string };
  };
  const why = cause?.message || cause?.code || message;
  return `no answer of Runlens at ${url} (${why}): see that it runs there, and that url or RUNLENS_URL says so`;
}
