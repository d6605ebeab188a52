import { encodeEvent } from './encode-event';

/** What may wait for one reader. A slower one is told to read its list again. */
const MAX_BYTES = 1_000_000;
const MAX_EVENTS = 2_000;
/** With less waiting a reader who asks for the past gets more of it. */
const ROOM_BYTES = 128_000;

/** Events on their way to one reader, as fast as it takes them and in bounded memory. */
export class EventQueue {
  readonly stream: ReadableStream<Uint8Array>;
  waitingBytes = 0;
  private waiting: { event: Uint8Array; id: string }[] = [];
  /** Where the reader is after what was taken. */
  private takenId = '';
  private ended = false;
  private finishing = false;
  private cancelled = false;
  private taken = false;
  private demand: (() => void) | null = null;
  private onRoom: (() => void) | null = null;
  private endCall: (() => void) | null = null;

  /**
   * @param onLeave called once, when the reader has gone or `end` was called
   * @param onOverflow what a reader who is too slow gets in place of what waits, from where it is
   */
  constructor(
    private readonly onLeave: () => void,
    private readonly onOverflow: (id: string, takenId: string) => Uint8Array = (id) =>
      encodeEvent('reset', { id }),
  ) {
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
      this.push(this.onOverflow(id, this.takenId), id);
    } else this.push(event, id);
    this.demand?.();
  }

  /** Settles when the reader has taken most of what waits, or has gone. */
  async room(): Promise<void> {
    while (!this.ended && this.waitingBytes > ROOM_BYTES) {
      await new Promise<void>((resolve) => {
        this.onRoom = resolve;
      });
    }
  }

  /** Calls when the reader has gone or `end` was called. */
  onEnd(call: () => void): void {
    this.endCall = call;
    if (this.ended) call();
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  /** Ends when the reader has taken what waits. */
  finish(): void {
    this.finishing = true;
    if (this.waiting.length === 0) this.end();
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
    this.onRoom?.();
    this.endCall?.();
    this.onLeave();
  }

  private cancel(): void {
    this.cancelled = true;
    this.end();
  }

  private push(event: Uint8Array, id: string): void {
    this.waiting.push({ event, id });
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
      this.takenId = next.id;
      this.waitingBytes -= next.event.byteLength;
      controller.enqueue(next.event);
      this.onRoom?.();
      if (this.finishing && this.waiting.length === 0) {
        controller.close();
        this.end();
      }
    } else if (this.ended && !this.cancelled) controller.close();
  }
}
