import type { EntryValue, EntryValues } from '@/lib/contract/entry-lines';
import { countEntryValues } from '@/lib/db/entries/count-entry-values';
import { findEntryEnd } from '@/lib/db/entries/list-arrivals';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { LEVELS } from '@/lib/domain/level';
import type { ProjectId } from '@/lib/domain/project';

const SLICE = 100_000;
/** Values of one kind that a menu offers. */
const MAX_VALUES = 200;
/** Values of one kind that are counted apart; an id for each entry is nothing to choose from. */
const MAX_COUNTED = 20_000;

/** Which levels, event types, workers and attempts there are among the entries. Throws `not_found`. */
export async function listEntryValues(
  projectId: ProjectId,
  id: ExecutionId,
  signal: AbortSignal,
): Promise<EntryValues> {
  const end = await findEntryEnd(projectId, id);
  if (!end) throw new AppError('not_found');
  const counts = {
    level: new Map<string, number>(),
    event: new Map<string, number>(),
    worker: new Map<string, number>(),
    attempt: new Map<string, number>(),
  };
  let after: number | null = -1;
  while (after !== null) {
    const asked = { after, until: end.position, slice: SLICE, signal };
    const found = await countEntryValues(projectId, id, asked);
    for (const { kind, value, count } of found.counts) {
      const of = counts[kind];
      if (of.has(value) || of.size < MAX_COUNTED) of.set(value, (of.get(value) ?? 0) + count);
    }
    after = found.end;
  }
  const ranked = (kind: keyof typeof counts): EntryValue[] =>
    Array.from(counts[kind])
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, MAX_VALUES);
  return {
    level: ranked('level').map(([code, n]) => [LEVELS[Number(code)] ?? 'info', n]),
    event: ranked('event'),
    worker: ranked('worker'),
    attempt: ranked('attempt').sort(([a], [b]) => Number(a) - Number(b)),
  };
}
