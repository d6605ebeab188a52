import { lowestIdAt, timeOfId } from '@/lib/domain/execution-id';
import type { ExecutionQuery } from '@/lib/domain/execution-query';
import { MAX_CLOCK_SKEW_MS } from '@/lib/domain/limits';
import type { Pace } from './where';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Half-open range of ids, and the time up to which the walk has looked once it is read. */
export interface Window {
  lowId: string;
  highId: string;
  edgeMs: number;
}

/** The first step of a walk that follows the time its steps take, and how it goes on. */
const FIRST_STEP_MS = { days: DAY_MS, hours: HOUR_MS };
const QUICK_MS = 60;
const SLOW_MS = 400;
const GROWTH = 4;

/**
 * The ranges in which a list is read. Wide: one day, then three, then the rest; one statement over 30
 * partitions sorts above all of them and visits every one, asked in windows the first page costs one
 * day's partition. Otherwise each range is as long as the last one's time allows: `next(elapsedMs)`.
 *
 * @param oldestMs where the data begins (retention), Unix ms
 */
export function* windows(
  query: Pick<ExecutionQuery, 'sinceMs' | 'untilMs' | 'direction' | 'cursor'>,
  options: { now: number; oldestMs: number; pace: Pace },
): Generator<Window, void, number | undefined> {
  const floor = Math.max(query.sinceMs ?? 0, options.oldestMs);
  const ceiling = Math.min(
    query.untilMs ?? Number.POSITIVE_INFINITY,
    options.now + MAX_CLOCK_SKEW_MS,
  );
  const older = query.direction === 'older';
  const start = query.cursor ? timeOfId(query.cursor) : older ? ceiling : floor;
  let edge = older ? Math.min(start, ceiling) : Math.max(start, floor);
  let reach = options.pace === 'wide' ? DAY_MS : FIRST_STEP_MS[options.pace];
  for (let step = 0; ; step += 1) {
    const far = older ? Math.max(edge - reach, floor) : Math.min(edge + reach, ceiling);
    // The cursor cuts within its own millisecond: the first window keeps all of that millisecond.
    const low = older ? far : edge;
    const high = older ? (step === 0 && query.cursor ? edge + 1 : edge) : far;
    if (low >= high && !(step === 0 && query.cursor)) return;
    const elapsedMs = yield {
      lowId: lowestIdAt(low),
      highId: lowestIdAt(Math.max(high, low + 1)),
      edgeMs: far,
    };
    edge = far;
    if (older ? far <= floor : far >= ceiling) return;
    if (options.pace === 'wide') reach = step === 0 ? 3 * DAY_MS : Number.POSITIVE_INFINITY;
    else if (elapsedMs !== undefined && elapsedMs < QUICK_MS) reach *= GROWTH;
    else if (elapsedMs !== undefined && elapsedMs > SLOW_MS)
      reach = Math.max(reach / GROWTH, 60_000);
  }
}
