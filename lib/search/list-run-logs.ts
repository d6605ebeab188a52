import { listEntries } from '@/lib/db/entries/list-entries';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';

const PAGE = 1_000;

/** All entries of one execution in the order of their seq, a page at a time, with their whole texts. */
export async function* listRunLogs(
  projectId: ProjectId,
  id: ExecutionId,
  filter: EntryFilter,
  signal: AbortSignal,
): AsyncGenerator<LogEntry[]> {
  let after = -1;
  for (;;) {
    const asked = { filter, range: { after }, limit: PAGE, characters: null, signal };
    const { entries, isLast } = await listEntries(projectId, id, asked);
    yield entries;
    const last = entries.at(-1);
    if (isLast || !last) return;
    after = last.seq;
  }
}
