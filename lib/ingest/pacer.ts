import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which other requests get their turn. */
const TURN_MS = 20;

/** Lets long work share the event loop: `if (pacer.isDue()) await pacer.rest()`. */
export class Pacer {
  private since = performance.now();

  constructor(private readonly turnMs = TURN_MS) {}

  isDue(): boolean {
    return performance.now() - this.since > this.turnMs;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.since = performance.now();
  }
}
