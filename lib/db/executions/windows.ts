import { lowestIdAt, timeOfId } from '@/lib/domain/execution-id';
import type { ExecutionQuery } from '@/lib/domain/execution-query';
import { MAX_CLOCK_SKEW_MS } from '@/lib/domain/limits';

const DAY_MS = 86_400_000;

/** Half-open range of ids, and the time up to which the walk has looked once it is read. */
export interface Window {
  lowId: string;
  highId: string;
  edgeMs: number;
}

/**
 * The ranges in which a list is read: one day, then three, then the rest. One statement over 30
 * partitions sorts above all of them and visits every one; asked in windows the first page costs one
 * day's partition. Small steps (a day each) are for conditions that no index answers.
 *
 * @param oldestMs where the data begins (retention), Unix ms
 */
export function* windows(
  query: Pick<ExecutionQuery, 'sinceMs' | 'untilMs' | 'direction' | 'cursor'>,
  options: { now: number; oldestMs: number; smallSteps: boolean },
): Generator<Window> {
  const floor = Math.max(query.sinceMs ?? 0, options.oldestMs);
  const ceiling = Math.min(
    query.untilMs ?? Number.POSITIVE_INFINITY,
    options.now + MAX_CLOCK_SKEW_MS,
  );
  const older = query.direction === 'older';
  const start = query.cursor ? timeOfId(query.cursor) : older ? ceiling : floor;
  let edge = older ? Math.min(start, ceiling) : Math.max(start, floor);
  for (let step = 0; ; step += 1) {
    const days = options.smallSteps ? 1 : ([1, 3][step] ?? Number.POSITIVE_INFINITY);
    const reach = days * DAY_MS;
    const far = older ? Math.max(edge - reach, floor) : Math.min(edge + reach, ceiling);
    // The cursor cuts within its own millisecond: the first window keeps all of that millisecond.
    const low = older ? far : edge;
    const high = older ? (step === 0 && query.cursor ? edge + 1 : edge) : far;
    if (low >= high && !(step === 0 && query.cursor)) return;
    yield { lowId: lowestIdAt(low), highId: lowestIdAt(Math.max(high, low + 1)), edgeMs: far };
    edge = far;
    if (older ? far <= floor : far >= ceiling) return;
  }
}
