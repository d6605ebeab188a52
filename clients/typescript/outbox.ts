import type { Line } from './line.js';
import { postLines, type Server, type Verdict } from './post-lines.js';
import type { Spool } from './spool.js';

/** Lines of one request, and their characters unless one alone is longer. */
const MAX_LINES = 100;
const MAX_CHARACTERS = 4_000_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export interface Counts {
  sent: number;
  refused: number;
  lost: number;
}

/**
 * Sends lines in their order, one request at a time, until the server has taken or refused each. With a
 * spool every batch is on disk before it is sent. Never throws.
 */
export class Outbox {
  readonly counts: Counts = { sent: 0, refused: 0, lost: 0 };
  waitingBytes = 0;
  waitingItems = 0;
  private lines: Line[] = [];
  private isWorking = false;
  private working: Promise<void> = Promise.resolve();
  private wake: (() => void) | null = null;
  private untold = 0;
  /** Files that stay where they are although they were sent, or cannot be read: none is tried twice. */
  private readonly passed = new Set<string>();

  constructor(
    private readonly server: Server,
    private readonly spool: Spool | null,
    private readonly onProblem: (message: string) => void,
  ) {}

  /** Losses that nothing on its way tells of; the next line does. */
  takeUntold(): number {
    const { untold } = this;
    this.untold = 0;
    return untold;
  }

  lose(items: number): void {
    this.counts.lost += items;
    this.untold += items;
  }

  add(line: Line): void {
    this.lines.push(line);
    this.waitingBytes += line.text.length;
    this.waitingItems += line.items;
  }

  /** Sends what waits. Done when nothing is left. */
  work(): Promise<void> {
    if (!this.isWorking) {
      this.isWorking = true;
      this.working = this.sendAll();
    }
    return this.working;
  }

  /** Tries at once what waits for the server to come back. */
  hurry(): void {
    this.wake?.();
  }

  get isEmpty(): boolean {
    return this.lines.length === 0 && this.spooled().length === 0;
  }

  /** Leaves all that waits to the next program, at once. Without a spool, or when it is full, it is lost. */
  leave(): void {
    for (const batch of batches(this.lines)) {
      if (!this.spool?.put(textOf(batch))) {
        this.counts.lost += batch.reduce((sum, { items }) => sum + items, 0);
      }
    }
    this.forget(this.lines.length);
  }

  /** Sends what waits while the page goes away, as far as a browser lets it. */
  sendLeaving(): void {
    for (const batch of batches(this.lines)) {
      void postLines(
        this.server,
        batch.map(({ text }) => text),
        true,
      );
    }
  }

  private async sendAll(): Promise<void> {
    try {
      for (let pauseMs = FIRST_PAUSE_MS; !this.isEmpty; ) {
        const away = await (this.spool ? this.sendSpooled(this.spool) : this.sendWaiting());
        if (!away) {
          pauseMs = FIRST_PAUSE_MS;
          continue;
        }
        this.onProblem(away.message);
        await this.pause(Math.max(away.waitMs, pauseMs * (0.75 + Math.random() / 2)));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    } finally {
      // At once: what is added from here on begins anew.
      this.isWorking = false;
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      // A program that has nothing else to do ends.
      (timer as { unref?: () => void }).unref?.();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The first batch; why the server is away, if it is. */
  private async sendWaiting(): Promise<Away | null> {
    const [batch = []] = batches(this.lines);
    const { done, away } = await this.send(batch);
    this.forget(done);
    return away;
  }

  private async sendSpooled(spool: Spool): Promise<Away | null> {
    const [batch] = batches(this.lines);
    if (batch) {
      if (!spool.put(textOf(batch))) return this.sendWaiting();
      this.forget(batch.length);
    }
    const [name] = this.spooled();
    if (name === undefined) return null;
    const text = spool.get(name);
    if (text === null) {
      // Unless another program has sent it.
      if (this.pass(name)) this.onProblem(`${name} in the spool cannot be read`);
      return null;
    }
    const lines = text.split('\n').map((line) => ({ text: line, items: itemsOf(line) }));
    const { done, away } = await this.send(lines);
    const isDone = done === lines.length;
    if (isDone || (done > 0 && spool.put(textOf(lines.slice(done))))) {
      spool.remove(name);
      this.pass(name);
    }
    return away;
  }

  private spooled(): string[] {
    return this.spool?.names().filter((name) => !this.passed.has(name)) ?? [];
  }

  /** Whether the file is still there. */
  private pass(name: string): boolean {
    const stays = this.spooled().includes(name);
    if (stays) this.passed.add(name);
    return stays;
  }

  /** How many lines from the first were taken or refused. Of a batch that is refused, each half goes alone. */
  private async send(batch: readonly Line[]): Promise<{ done: number; away: Away | null }> {
    const verdict = await postLines(
      this.server,
      batch.map(({ text }) => text),
    );
    if (verdict.kind === 'away') return { done: 0, away: verdict };
    if (verdict.kind === 'refused' && batch.length > 1) {
      const half = batch.length >> 1;
      const first = await this.send(batch.slice(0, half));
      if (first.away) return first;
      const second = await this.send(batch.slice(half));
      return { done: half + second.done, away: second.away };
    }
    const refused =
      verdict.kind === 'refused' ? [{ index: 0, message: verdict.message }] : verdict.refused;
    for (const line of batch) this.counts.sent += line.items;
    for (const { index, message } of refused) {
      const items = batch[index]?.items ?? 0;
      this.counts.refused += items;
      this.counts.sent -= items;
      this.onProblem(`refused: ${message}`);
    }
    return { done: batch.length, away: null };
  }

  private forget(count: number): void {
    for (const { text, items } of this.lines.splice(0, count)) {
      this.waitingBytes -= text.length;
      this.waitingItems -= items;
    }
  }
}

type Away = Extract<Verdict, { kind: 'away' }>;

function batches(lines: readonly Line[]): Line[][] {
  const all: Line[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const batch = all.at(-1);
    characters += line.text.length;
    if (batch && batch.length < MAX_LINES && characters <= MAX_CHARACTERS) batch.push(line);
    else {
      all.push([line]);
      characters = line.text.length;
    }
  }
  return all;
}

const textOf = (batch: readonly Line[]) => batch.map(({ text }) => text).join('\n');

/** Of a line that another program may have written. */
function itemsOf(line: string): number {
  try {
    const { entries, steps } = JSON.parse(line) as { entries?: unknown[]; steps?: unknown[] };
    return 1 + (entries?.length ?? 0) + (steps?.length ?? 0);
  } catch {
    return 1;
  }
}
