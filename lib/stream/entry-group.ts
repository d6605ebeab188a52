import { type EntryEnd, findEntryEnd, listArrivals } from '@/lib/db/entries/list-arrivals';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import {
  compareEntryPositions,
  type EntryPosition,
  printEntryPosition,
} from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { isTerminal } from '@/lib/domain/status';
import { printEntryFilter } from '@/lib/query-state/entry-params';
import { type EncodedEntries, encodeEntries } from './encode-entries';
import { encodeEvent } from './encode-event';
import type { EventQueue } from './event-queue';
import type { Door } from './live-changes';

/** The entries of one execution as somebody watches them. */
export interface WatchedEntries {
  projectId: ProjectId;
  executionId: ExecutionId;
  filter: EntryFilter;
  door: Door;
}

/** Entries of one statement, and of the first: somebody who comes back may soon be gone again. */
const PAGE = 500;
const FIRST_PAGE = 100;
/** What a screen shows of a long text; programs get all of it. */
const SHOWN_CHARACTERS: Record<Door, number | null> = {
  screen: 2_000,
  api: null,
  'run-logs': null,
};
const RETRY_MS = 1_000;

interface Page {
  pieces: EncodedEntries[];
  isLast: boolean;
}

/** Equal for what is read by the same questions. */
export function nameOfEntries({ projectId, executionId, filter, door }: WatchedEntries): string {
  return `entries ${door} ${projectId} ${executionId} ${printEntryFilter(filter)}`;
}

/**
 * Those who watch the entries of one execution. Each has a place of its own and is served from there:
 * the past as fast as it takes it, then what comes. Those who are at the same place share the reading.
 */
export class EntryGroup {
  readonly viewers = new Set<EventQueue>();
  private readonly places = new Map<EventQueue, EntryPosition>();
  private round = 0;
  private waiting: (() => void)[] = [];
  /** Of this round. */
  private readonly shared = new Map<string, Promise<Page>>();
  private end: Promise<EntryEnd | null> | null = null;

  constructor(
    readonly key: string,
    readonly watched: WatchedEntries,
  ) {}

  /** From `after` on the viewer gets every entry, and `end` when the execution has ended. */
  join(viewer: EventQueue, after: EntryPosition): void {
    this.viewers.add(viewer);
    this.places.set(viewer, after);
    void this.serve(viewer).finally(() => this.places.delete(viewer));
  }

  /** Something about the execution was stored. */
  wake(): void {
    this.round += 1;
    this.shared.clear();
    this.end = null;
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }

  /** Tells everybody where they are, so that a quiet log can be gone on with as well. */
  beat(): void {
    for (const [viewer, place] of this.places) {
      const id = printEntryPosition(place);
      viewer.offer(encodeEvent('beat', { id }), id);
    }
  }

  /** The feed has a gap: nobody lost anything, for each reads from where it is. */
  reset(): void {
    this.wake();
  }

  private async serve(viewer: EventQueue): Promise<void> {
    let isLive = false;
    let limit = FIRST_PAGE;
    while (viewer.isOpen) {
      const { round } = this;
      try {
        // Before the entries: what was stored before it ended is then not behind them.
        this.end ??= findEntryEnd(this.watched.projectId, this.watched.executionId);
        const end = await this.end;
        const isDone = await this.give(viewer, end, { isLive, limit });
        limit = PAGE;
        if (!isDone) continue;
        if (end === null || isTerminal(end.status)) {
          if (end) this.say(viewer, 'end', { status: end.status, attempt: end.attempt });
          return viewer.finish();
        }
        if (!isLive) this.say(viewer, 'ready', {});
        isLive = true;
      } catch (error) {
        console.error('the entries of an execution could not be read:', (error as Error).message);
        setTimeout(() => this.wake(), RETRY_MS).unref();
        this.end = null;
      }
      if (round === this.round) {
        await new Promise<void>((resume) => {
          this.waiting.push(resume);
          viewer.onEnd(resume);
        });
      }
    }
  }

  /** One page; true when there was no further one, and all up to `end` has been looked through. */
  private async give(
    viewer: EventQueue,
    end: EntryEnd | null,
    { isLive, limit }: { isLive: boolean; limit: number },
  ): Promise<boolean> {
    const after = this.placeOf(viewer);
    const { pieces, isLast } = await (isLive ? this.readShared(after) : this.read(after, limit));
    for (const { bytes, position } of pieces) {
      // Whoever asks for the past takes it at leisure; who is behind with the present is told so.
      if (!isLive) await viewer.room();
      viewer.offer(bytes, printEntryPosition(position));
      this.places.set(viewer, position);
    }
    if (!isLast) return false;
    if (end && compareEntryPositions(end.position, this.placeOf(viewer)) > 0) {
      this.places.set(viewer, end.position);
    }
    return true;
  }

  private placeOf(viewer: EventQueue): EntryPosition {
    const place = this.places.get(viewer);
    if (!place) throw new Error('a viewer who has left is not served');
    return place;
  }

  private say(viewer: EventQueue, type: 'ready' | 'end', said: object): void {
    const id = printEntryPosition(this.placeOf(viewer));
    viewer.offer(encodeEvent(type, { id, json: JSON.stringify(said) }), id);
  }

  private readShared(after: EntryPosition): Promise<Page> {
    const key = printEntryPosition(after);
    const page = this.shared.get(key) ?? this.read(after, PAGE);
    this.shared.set(key, page);
    return page;
  }

  private async read(after: EntryPosition, limit: number): Promise<Page> {
    const { projectId, executionId, filter, door } = this.watched;
    const asked = { filter, after, limit, characters: SHOWN_CHARACTERS[door] };
    const { entries, isLast } = await listArrivals(projectId, executionId, asked);
    return { pieces: encodeEntries(entries, door, executionId), isLast };
  }
}
