import type { ErrorGroup } from '@/lib/domain/error-group';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';

/** A version of the code with which a group occurred. */
export interface ErrorVersion {
  /** Lower-case hex, or null for executions without code. */
  codeSha256: string | null;
  count: number;
  firstId: ExecutionId;
  firstSeen: Date;
  lastSeen: Date;
}

/** One error group; counts are of the page's time range. */
export interface ErrorDetail {
  group: ErrorGroup;
  count: number;
  people: number;
  firstSeen: Date;
  /** Null when it did not occur in the range. */
  lastSeen: Date | null;
  /** Unix ms, ascending; one more than buckets. */
  edgesMs: readonly number[];
  buckets: readonly number[];
  /** The first to fail first. */
  versions: readonly ErrorVersion[];
  /** The newest. */
  samples: readonly ExecutionSummary[];
}
