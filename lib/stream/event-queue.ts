import { encodeEvent } from './encode-event';

/** What may wait for one reader. A slower one is told to read its list again. */
const MAX_BYTES = 1_000_000;
const MAX_EVENTS = 2_000;

/** Events on their way to one reader, as fast as it takes them and in bounded memory. */
export class EventQueue {
  readonly stream: ReadableStream<Uint8Array>;
  waitingBytes = 0;
  private waiting: Uint8Array[] = [];
  private ended = false;
  private cancelled = false;
  private taken = false;
  private demand: (() => void) | null = null;

  /** @param onLeave called once, when the reader has gone or `end` was called. */
  constructor(private readonly onLeave: () => void) {
    this.stream = new ReadableStream<Uint8Array>(
      { pull: (controller) => this.pull(controller), cancel: () => this.cancel() },
      { highWaterMark: 0 },
    );
  }

  /** @param id where the reader is after this event. */
  offer(event: Uint8Array, id: string): void {
    if (this.ended) return;
    const overflows =
      this.waitingBytes + event.byteLength > MAX_BYTES || this.waiting.length >= MAX_EVENTS;
    // An event that is larger than the limit alone still goes to a reader who has taken all before it.
    if (overflows && this.waiting.length > 0) {
      this.waiting = [];
      this.waitingBytes = 0;
      this.push(encodeEvent('reset', { id }));
    } else this.push(event);
    this.demand?.();
  }

  /** Whether nothing was taken since this was asked last, though something was there. */
  isStuck(): boolean {
    const stuck = !this.taken && this.waiting.length > 0;
    this.taken = false;
    return stuck;
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting = [];
    this.demand?.();
    this.onLeave();
  }

  private cancel(): void {
    this.cancelled = true;
    this.end();
  }

  private push(event: Uint8Array): void {
    this.waiting.push(event);
    this.waitingBytes += event.byteLength;
  }

  private async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (this.waiting.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.demand = resolve;
      });
      this.demand = null;
    }
    const next = this.waiting.shift();
    if (next) {
      this.taken = true;
      this.waitingBytes -= next.byteLength;
      controller.enqueue(next);
    } else if (this.ended && !this.cancelled) controller.close();
  }
}
