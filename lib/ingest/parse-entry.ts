import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import { LEVELS, type Level } from '@/lib/domain/level';
import { levelNamed } from '@/lib/domain/level-named';
import { quoted } from './alteration-log';
import type { ObjectReader } from './object-reader';

const WITHOUT: Level = 'info';

export function parseEntry(
  entry: ObjectReader,
): Omit<IncomingEntry, 'seq' | 'extraText' | 'knownAs'> {
  const occurredAt = entry.moment('occurred_at');
  return {
    level: LEVELS.indexOf(levelOf(entry)),
    event: entry.name('event'),
    message: entry.message('message'),
    dataText: entry.raw('data'),
    workerId: entry.name('worker_id'),
    attempt: entry.whole('attempt', 1, 32_767),
    occurredAt: occurredAt && new Date(occurredAt.ms),
  };
}

function levelOf(entry: ObjectReader): Level {
  const given = entry.exact('level');
  if (given === null) return WITHOUT;
  const level = levelNamed(given);
  if (level) return level;
  const message = `Not one of ${LEVELS.join(', ')}: ${quoted(given)}; stored as ${WITHOUT}`;
  entry.alterations.add(entry.path('level'), 'unknown_level', message);
  return WITHOUT;
}
