import { listEntries } from '@/lib/db/entries/list-entries';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import type { EntryRequest } from '@/lib/query-state/entry-request';

/** Of a long text what a line can show; the rest is read when it is opened. */
export const SHOWN_CHARACTERS = 2_000;

/**
 * A page of the entries of one execution in the order of their seq; `next` is the `after` of the next
 * page, or null. A page of long texts may be shorter than was asked for. Entries that come late have a seq of their own: they are on the page where it is.
 * @param characters of long texts; null for all of them
 */
export async function listLogEntries(
  projectId: ProjectId,
  id: ExecutionId,
  { filter, range, limit }: EntryRequest,
  options: { characters: number | null; signal?: AbortSignal },
): Promise<{ items: LogEntry[]; next: string | null }> {
  const asked = { filter, range, limit, ...options };
  const { entries, isLast } = await listEntries(projectId, id, asked);
  const last = entries.at(-1);
  return { items: entries, next: isLast || !last ? null : String(last.seq) };
}
