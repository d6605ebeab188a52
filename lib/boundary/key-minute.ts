/** Takes so many for this process; gives how many all processes have taken with them. */
export type TakeOfMinute = (many: number) => Promise<number>;

/** A process takes no more than this part of the limit at once, unless more requests wait for it. */
const MOST_AT_ONCE = 1 / 128;

/**
 * What one process may answer of the requests of one key in one minute. It takes some at a time of what all
 * processes share, each time twice as many: of a limit no process holds back more than it has used, nor
 * more than a small part, and the database is asked a few times in a minute.
 */
export class KeyMinute {
  /** Taken, and not yet used. */
  private own = 0;
  /** Nobody had taken them when it was asked last. */
  private shared: number;
  private next = 1;
  private waiting = 0;
  private taking: Promise<void> | null = null;

  constructor(
    private readonly limit: number,
    private readonly take: TakeOfMinute,
  ) {
    this.shared = limit;
  }

  /** Uses one request. What remains of the limit, as far as this process knows; null where none was left. */
  async use(): Promise<number | null> {
    this.waiting += 1;
    try {
      while (this.own === 0 && this.shared > 0) await this.takeMore();
    } finally {
      this.waiting -= 1;
    }
    if (this.own === 0) return null;
    this.own -= 1;
    return this.own + this.shared;
  }

  /** All who wait for it share one question. */
  private takeMore(): Promise<void> {
    this.taking ??= this.takeSome().finally(() => {
      this.taking = null;
    });
    return this.taking;
  }

  private async takeSome(): Promise<void> {
    const most = Math.max(1, Math.floor(this.limit * MOST_AT_ONCE));
    const many = Math.max(Math.min(this.next, most), this.waiting);
    const taken = await this.take(many);
    this.next = many * 2;
    this.own = Math.min(many, Math.max(0, this.limit - (taken - many)));
    this.shared = Math.max(0, this.limit - taken);
  }
}
