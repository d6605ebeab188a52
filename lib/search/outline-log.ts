import type { OutlineLine } from '@/lib/contract/entry-lines';
import { findEntryEnd } from '@/lib/db/entries/list-arrivals';
import { outlineEntries } from '@/lib/db/entries/outline-entries';
import { AppError } from '@/lib/domain/app-error';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import { printEntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { isTerminal } from '@/lib/domain/status';

/** Entries that a screen asks for at once. */
const CHUNK = 200;
/** Entries that one statement looks through: few at first, for a screen waits for them. */
const FIRST_SLICE = 10_000;
const SLICE = 100_000;

/**
 * Says where the entries of one execution are that match: a screen that knows it can go to any place of
 * a million of them by one small question. Bit by bit, until all are looked through or nobody wants to
 * know any more. Throws `not_found`.
 */
export async function outlineLog(
  projectId: ProjectId,
  id: ExecutionId,
  filter: EntryFilter,
  { emit, signal }: { emit: (line: OutlineLine) => void; signal: AbortSignal },
): Promise<void> {
  const end = await findEntryEnd(projectId, id);
  if (!end) throw new AppError('not_found');
  const position = printEntryPosition(end.position);
  emit({ part: 'start', position, isOver: isTerminal(end.status) });
  let slice = FIRST_SLICE;
  let after: number | null = -1;
  while (after !== null && !signal.aborted) {
    const asked = { filter, after, until: end.position, slice, size: CHUNK, signal };
    const found = await outlineEntries(projectId, id, asked);
    if (found.chunks.length > 0) {
      const chunks = found.chunks.map(({ from, to, count, seqs }) =>
        seqs ? ([from, to, count, seqs] as const) : ([from, to, count] as const),
      );
      emit({ part: 'chunks', chunks });
    }
    after = found.end;
    slice = SLICE;
  }
}
