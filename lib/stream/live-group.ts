import { type FeedPosition, parsePosition, printPosition } from '@/lib/db/feed/feed-position';
import { readFeedBetween } from '@/lib/db/feed/read-feed';
import { encodeChanges } from './encode-changes';
import { encodeEvent } from './encode-event';
import type { EventQueue } from './event-queue';
import { type Door, type LiveBatch, readBatch } from './live-changes';
import { matchingIds, type WatchedList } from './watched-list';

/** One list through one door: equal ones are matched and written once for all who watch them. */
export interface LiveList extends WatchedList {
  door: Door;
}

/** Changes that somebody who comes back gets one by one; beyond them the list is read again. */
const MAX_MISSED = 2_000;
/** Ten minutes less than the feed is kept: a transaction may have begun long before it was seen. */
const MAX_AWAY_MS = 50 * 60_000;
/** Batches that may wait for a slow question; then its viewers read their lists again. */
const MAX_BEHIND = 50;

/** Those who watch one list. What they get stays in order: one thing is worked out after the other. */
export class LiveGroup {
  readonly viewers = new Set<EventQueue>();
  private work: Promise<void> = Promise.resolve();
  private behind = 0;
  private era = 0;

  constructor(
    readonly key: string,
    readonly list: LiveList,
  ) {}

  /** From `position` on the viewer gets every batch; what came between `after` and it, at first. */
  join(viewer: EventQueue, after: string | null, position: FeedPosition): void {
    this.viewers.add(viewer);
    const id = printPosition(position);
    this.inTurn([viewer], id, async () => {
      const events =
        after === null ? [encodeEvent('ready', { id })] : await this.missed(after, position);
      for (const event of events) viewer.offer(event, id);
    });
  }

  take(batch: LiveBatch, position: FeedPosition): void {
    const viewers = Array.from(this.viewers);
    const id = printPosition(position);
    this.inTurn(viewers, id, async () => {
      const events = await this.encode(batch, id);
      for (const viewer of viewers) for (const event of events) viewer.offer(event, id);
    });
  }

  /** Tells everybody where they are, so that a quiet list can be gone on with as well. */
  beat(position: FeedPosition): void {
    const viewers = Array.from(this.viewers);
    const id = printPosition(position);
    this.inTurn(viewers, id, async () => {
      const event = encodeEvent('beat', { id });
      for (const viewer of viewers) viewer.offer(event, id);
    });
  }

  /** Everybody has to read the list again. */
  reset(position: FeedPosition): void {
    this.era += 1;
    this.tell(Array.from(this.viewers), printPosition(position));
  }

  private inTurn(viewers: readonly EventQueue[], id: string, run: () => Promise<void>): void {
    this.behind += 1;
    if (this.behind > MAX_BEHIND) {
      this.era += 1;
      this.tell(Array.from(this.viewers), id);
    }
    const { era } = this;
    this.work = this.work.then(async () => {
      try {
        if (era === this.era) await run();
      } catch (error) {
        console.error('a live list could not be worked out:', error);
        this.tell(viewers, id);
      } finally {
        this.behind -= 1;
      }
    });
  }

  private tell(viewers: readonly EventQueue[], id: string): void {
    const event = encodeEvent('reset', { id });
    for (const viewer of viewers) viewer.offer(event, id);
  }

  private async missed(after: string, position: FeedPosition): Promise<Uint8Array[]> {
    const { projectId } = this.list;
    const id = printPosition(position);
    const from = parsePosition(after);
    const isKept =
      from !== null && from.nextXid <= position.nextXid && position.atMs - from.atMs < MAX_AWAY_MS;
    const rows = isKept ? await readFeedBetween(projectId, from, position, MAX_MISSED) : null;
    if (rows === null) return [encodeEvent('reset', { id })];
    const events = await this.encode(await readBatch(projectId, rows, MAX_MISSED), id);
    return [encodeEvent('ready', { id: events.length > 0 ? null : id }), ...events];
  }

  private async encode({ changes, more }: LiveBatch, id: string): Promise<Uint8Array[]> {
    const { door } = this.list;
    // A program is told everything or to begin anew; a screen offers to load what is more.
    if (more > 0 && door === 'api') return [encodeEvent('reset', { id })];
    const matching = await matchingIds(this.list, changes);
    return encodeChanges(changes, { door, matching, id, more });
  }
}
