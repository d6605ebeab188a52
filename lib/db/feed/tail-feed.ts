import type { ChannelListener } from '../listen-channel';
import type { FeedPosition } from './feed-position';
import { listenFeed } from './listen-feed';
import { type FeedRow, readFeed, readFeedPosition } from './read-feed';

export interface FeedHandler {
  /** Rows in the order of their numbers, never none; the next ones are read when this is done. */
  onRows: (rows: readonly FeedRow[], position: FeedPosition) => Promise<void>;
  /** What came between cannot be told: whoever shows lists must read them again. */
  onGap: (position: FeedPosition) => void;
}

export interface FeedTail {
  /** Calls once, between two reads, with a position that is later than now. */
  atNextPosition: (run: (position: FeedPosition) => void) => void;
  /** The last position, or null before the first read. */
  position: () => FeedPosition | null;
  stop: () => Promise<void>;
}

/** Rows between two reads are one batch: many changes cost the viewers little more than one. */
const BATCH_EVERY_MS = 100;
/** How often it looks without being woken, while wake-ups arrive and while they do not. */
const UNWOKEN_MS = 1_000;
const DEAF_MS = 250;
const LAST_RETRY_MS = 5_000;
/** Most rows of one read, a hundred times what ingest can store meanwhile. */
const MAX_ROWS = 50_000;

/** Reads the feed from now on, each row once, until it is stopped. */
export function tailFeed(handler: FeedHandler): FeedTail {
  let position: FeedPosition | null = null;
  let stopped = false;
  let woken = false;
  let failures = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let wake: (() => void) | null = null;
  let asked: ((position: FeedPosition) => void)[] = [];
  const listener: ChannelListener = listenFeed(() => {
    woken = true;
    wake?.();
  });

  async function read(): Promise<void> {
    const waiting = asked;
    asked = [];
    woken = false;
    readAt = performance.now();
    try {
      await step();
    } catch (error) {
      asked = [...waiting, ...asked];
      throw error;
    }
    for (const run of waiting) if (position) run(position);
  }

  async function step(): Promise<void> {
    const found = position && (await readFeed(position, MAX_ROWS));
    if (found) {
      if (found.rows.length > 0) await handler.onRows(found.rows, found.position);
      position = found.position;
    } else {
      const now = await readFeedPosition();
      if (position) handler.onGap(now);
      position = now;
    }
  }

  /** Until there is something to read, or it is time to look. */
  async function pause(): Promise<void> {
    const since = performance.now() - readAt;
    const retryMs = Math.min(DEAF_MS * 2 ** failures, LAST_RETRY_MS);
    const quietMs = failures > 0 ? retryMs : listener.isHeard() ? UNWOKEN_MS : DEAF_MS;
    const dueMs = woken && failures === 0 ? BATCH_EVERY_MS : quietMs;
    if (stopped || since >= dueMs || (asked.length > 0 && failures === 0)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, dueMs - since);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = null;
    return pause();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await read();
        failures = 0;
      } catch (error) {
        if (failures === 0 && !stopped) {
          console.error('live lists wait for the database:', (error as Error).message);
        }
        failures += 1;
      }
      await pause();
    }
  }

  const running = run();
  return {
    atNextPosition: (call) => {
      asked.push(call);
      wake?.();
    },
    position: () => position,
    stop: async () => {
      stopped = true;
      wake?.();
      await Promise.all([listener.stop(), running]);
    },
  };
}
