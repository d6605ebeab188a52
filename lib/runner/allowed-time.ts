/** Counts the time in which a run is not paused, and calls once when it has had all that it may. */
export class AllowedTime {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private startedAt = 0;
  private ended = false;

  constructor(
    private leftMs: number,
    private readonly onOver: () => void,
  ) {}

  start(): void {
    if (this.timer || this.ended) return;
    this.startedAt = performance.now();
    this.timer = setTimeout(this.onOver, Math.max(this.leftMs, 0));
  }

  halt(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.leftMs -= performance.now() - this.startedAt;
  }

  end(): void {
    this.halt();
    this.ended = true;
  }
}
