import type { Grant } from '@/lib/auth/grant';
import { listGranted } from '@/lib/auth/list-granted';
import type { FeedPosition } from '@/lib/db/feed/feed-position';
import type { FeedRow } from '@/lib/db/feed/read-feed';
import { type FeedTail, tailFeed } from '@/lib/db/feed/tail-feed';
import { AppError } from '@/lib/domain/app-error';
import { ENTRY_START, type EntryPosition, printEntryPosition } from '@/lib/domain/entry-position';
import { encodeGap } from './encode-entries';
import { encodeEvent, encodeRetry } from './encode-event';
import { EntryGroup, nameOfEntries, type WatchedEntries } from './entry-group';
import { EventQueue } from './event-queue';
import { type Door, type LiveBatch, readBatch } from './live-changes';
import { LiveGroup, type LiveList } from './live-group';
import { nameOfList } from './watched-list';

/** Changes of one batch that come one by one; of a larger one a screen is told that there are more. */
const MAX_SHOWN: Record<Door, number> = { screen: 300, api: 5_000, 'run-logs': 5_000 };
const MAX_VIEWERS = 2_000;
const BEAT_EVERY_MS = 15_000;
/** Whoever may not read any more stops within 5 s. */
const CHECK_EVERY_MS = 3_000;
/** Beats after which a reader who takes nothing is given up. */
const MAX_STUCK = 4;

interface Watcher {
  group: LiveGroup | EntryGroup;
  grant: Grant;
  stuck: number;
}

/** Everybody of this process who watches something, and the one reader of the feed that serves them. */
class LiveHub {
  private readonly groups = new Map<string, LiveGroup>();
  private readonly entryGroups = new Map<string, EntryGroup>();
  private readonly watchers = new Map<EventQueue, Watcher>();
  private tail: FeedTail | null = null;
  private timers: ReturnType<typeof setInterval>[] = [];

  watch(list: LiveList, { after, grant }: { after: string | null; grant: Grant }): EventQueue {
    const viewer: EventQueue = new EventQueue(() => this.leave(viewer));
    const group = this.groupOf(list);
    return this.enter(viewer, { group, grant, stuck: 0 }, (position) =>
      group.join(viewer, after, position),
    );
  }

  /** @param options.after null for somebody who comes from nowhere that is known: it begins anew */
  watchEntries(
    watched: WatchedEntries,
    { after, grant }: { after: EntryPosition | null; grant: Grant },
  ): EventQueue {
    const start = after ?? ENTRY_START;
    const viewer: EventQueue = new EventQueue(
      () => this.leave(viewer),
      (id, takenId) => encodeGap(takenId || printEntryPosition(start), id),
    );
    const key = nameOfEntries(watched);
    const group = this.entryGroups.get(key) ?? new EntryGroup(key, watched);
    this.entryGroups.set(key, group);
    return this.enter(viewer, { group, grant, stuck: 0 }, () => {
      // What is stored from this position on wakes the group.
      const id = printEntryPosition(start);
      if (after === null) viewer.offer(encodeEvent('reset', { id }), id);
      group.join(viewer, start);
    });
  }

  private enter(
    viewer: EventQueue,
    watcher: Watcher,
    join: (position: FeedPosition) => void,
  ): EventQueue {
    if (this.watchers.size >= MAX_VIEWERS) {
      throw new AppError('rate_limited', 'Too many live lists and logs are open on this server');
    }
    this.watchers.set(viewer, watcher);
    viewer.offer(encodeRetry(), '');
    this.tail ??= this.start();
    this.tail.atNextPosition((position) => {
      if (this.watchers.has(viewer)) join(position);
    });
    return viewer;
  }

  private groupOf(list: LiveList): LiveGroup {
    const key = `${list.door} ${nameOfList(list)}`;
    const group = this.groups.get(key) ?? new LiveGroup(key, list);
    this.groups.set(key, group);
    return group;
  }

  private leave(viewer: EventQueue): void {
    const group = this.watchers.get(viewer)?.group;
    this.watchers.delete(viewer);
    group?.viewers.delete(viewer);
    const isWatched = Array.from(this.watchers.values()).some((other) => other.group === group);
    if (group && !isWatched) {
      this.groups.delete(group.key);
      this.entryGroups.delete(group.key);
    }
    if (this.watchers.size === 0) this.stop();
  }

  private start(): FeedTail {
    this.timers = [
      setInterval(() => this.beat(), BEAT_EVERY_MS),
      setInterval(() => void this.check(), CHECK_EVERY_MS),
    ];
    for (const timer of this.timers) timer.unref();
    return tailFeed({
      onRows: (rows, position) => this.take(rows, position),
      onGap: (position) => {
        for (const group of this.groups.values()) group.reset(position);
        for (const group of this.entryGroups.values()) group.reset();
      },
    });
  }

  private stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    void this.tail?.stop();
    this.tail = null;
  }

  private async take(rows: readonly FeedRow[], position: FeedPosition): Promise<void> {
    const stored = new Set(rows.map(({ executionId }) => executionId));
    for (const group of this.entryGroups.values()) {
      if (stored.has(group.watched.executionId)) group.wake();
    }
    const batches = new Map<string, LiveBatch>();
    const groups = Array.from(this.groups.values());
    const nameOf = ({ list }: LiveGroup) => `${list.projectId} ${list.door}`;
    for (const group of groups) {
      const { projectId, door } = group.list;
      const own = rows.filter((row) => row.projectId === projectId);
      if (own.length === 0 || batches.has(nameOf(group))) continue;
      batches.set(nameOf(group), await readBatch(projectId, own, MAX_SHOWN[door]));
    }
    // Nothing is given out before everything is read: a batch that fails is read again as a whole.
    for (const group of groups) {
      const batch = batches.get(nameOf(group));
      if (batch) group.take(batch, position);
    }
  }

  private beat(): void {
    const position = this.tail?.position();
    if (!position) return;
    for (const [viewer, watcher] of this.watchers) {
      watcher.stuck = viewer.isStuck() ? watcher.stuck + 1 : 0;
      if (watcher.stuck > MAX_STUCK) viewer.end();
    }
    for (const group of this.groups.values()) group.beat(position);
    for (const group of this.entryGroups.values()) group.beat();
  }

  /** One question for all of them, however many they are. */
  private async check(): Promise<void> {
    try {
      const watchers = Array.from(this.watchers);
      const granted = await listGranted(watchers.map(([, { grant }]) => grant));
      for (const [viewer, { grant }] of watchers) if (!granted.has(grant)) viewer.end();
    } catch (error) {
      console.error('the rights of live viewers could not be looked at:', error);
    }
  }
}

const holder = globalThis as { runlensLiveHub?: LiveHub };

/** One in a process, whichever bundle asks. */
export function liveHub(): LiveHub {
  holder.runlensLiveHub ??= new LiveHub();
  return holder.runlensLiveHub;
}
