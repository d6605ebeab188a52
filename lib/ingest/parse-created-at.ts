import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import { MAX_CLOCK_SKEW_MS } from '@/lib/domain/limits';
import { quoted } from './alteration-log';
import type { ObjectReader } from './object-reader';
import { parseTimestamp } from './parse-timestamp';
import type { Refusal } from './split-item';

const DAY_MS = 86_400_000;

export interface CreatedAt {
  /** What the producer claims, Unix ms. */
  ms: number;
  /** What the id gets. */
  idMs: number;
  subMs: number;
  claim: IncomingExecution['claim'];
}

export interface ReceiveClock {
  now: Date;
  retentionDays: number;
}

/** When the execution was created, and which time its id carries. */
export function parseCreatedAt(
  reader: ObjectReader,
  clock: ReceiveClock,
  index: number,
): CreatedAt | Refusal {
  const nowMs = clock.now.getTime();
  // Items without a time of their own keep the order in which they were sent.
  const received = { idMs: nowMs, subMs: (index % 4096) / 4096 };
  const text = reader.exact('created_at');
  if (text === null) return { ms: nowMs, ...received, claim: 'no_created_at' };
  const parsed = parseTimestamp(text);
  if (!parsed) {
    const message = `created_at is neither ISO 8601 nor an epoch number: ${quoted(text)}`;
    return { code: 'invalid_timestamp', message };
  }
  if (parsed.assumedUtc) {
    reader.alterations.add('created_at', 'assumed_utc', 'Read as UTC: it has no zone');
  }
  if (parsed.ms < nowMs - clock.retentionDays * DAY_MS) {
    const message = `created_at is older than the ${clock.retentionDays} days that are kept`;
    return { code: 'outside_retention', message };
  }
  if (parsed.ms > nowMs + MAX_CLOCK_SKEW_MS) {
    const message = 'Created in the future: listed under the time at which it was received';
    reader.alterations.add('created_at', 'future_timestamp', message);
    return { ms: parsed.ms, ...received, claim: 'future' };
  }
  return { ms: parsed.ms, idMs: parsed.ms, subMs: parsed.subMs, claim: 'none' };
}
