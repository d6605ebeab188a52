import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import { quoted } from './alteration-log';
import type { ObjectReader } from './object-reader';

const LEVELS = new Map([
  ['debug', 0],
  ['info', 1],
  ['warning', 2],
  ['warn', 2],
  ['error', 3],
]);
const INFO = 1;

export function parseEntry(entry: ObjectReader): Omit<IncomingEntry, 'seq'> {
  const occurredAt = entry.moment('occurred_at');
  return {
    level: levelOf(entry),
    event: entry.name('event'),
    message: entry.message('message'),
    dataText: entry.raw('data'),
    workerId: entry.name('worker_id'),
    attempt: entry.whole('attempt', 1, 32_767),
    occurredAt: occurredAt && new Date(occurredAt.ms),
  };
}

function levelOf(entry: ObjectReader): number {
  const given = entry.exact('level');
  if (given === null) return INFO;
  const level = LEVELS.get(given.toLowerCase());
  if (level !== undefined) return level;
  const message = `Not one of debug, info, warning, error: ${quoted(given)}; stored as info`;
  entry.alterations.add(entry.path('level'), 'unknown_level', message);
  return INFO;
}
