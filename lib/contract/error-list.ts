import type { ErrorGroup, ErrorGroupState } from '@/lib/domain/error-group';
import type { ExecutionId } from '@/lib/domain/execution-id';

/** A group as the list shows it; counts are of the list's time range. */
export interface ErrorListItem extends ErrorGroup {
  count: number;
  /** Distinct `triggered_by`. */
  people: number;
  lastId: ExecutionId;
  firstSeen: Date;
  lastSeen: Date;
  /** Lower-case hex; null when its first execution is gone or came without code. */
  firstCode: string | null;
  /** What the newest one said. */
  sample: string | null;
  /** Between the edges of the list. */
  buckets: readonly number[];
}

export interface ErrorList {
  items: readonly ErrorListItem[];
  /** Groups that the filters leave, of which `items` may be the first. */
  total: number;
  /** By state, whatever the view. */
  states: Record<ErrorGroupState, number>;
  /** Actions of the range's groups, the most frequent first. */
  actions: readonly string[];
  /** Unix ms, ascending; one more than buckets. */
  edgesMs: readonly number[];
  /** Set when the time budget ended: counts are of what came since this Unix ms. */
  countedToMs: number | null;
  /** Only the most frequent groups are looked at, of so many. */
  cutFrom: number | null;
  /** Whether nothing has ever failed in the project. */
  isNew: boolean;
  /** Failures of before there were groups are still being given theirs. */
  isGrouping: boolean;
}
