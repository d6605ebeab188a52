import { entryJson } from '@/lib/contract/entry-json';
import { ndjsonEnd } from '@/lib/contract/export-ndjson';
import { listEntries } from '@/lib/db/entries/list-entries';
import type { EntryPage } from '@/lib/db/entries/read-entry-page';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** Entries of one page. */
const PAGE = 500;

/**
 * The entries that match as lines of JSON, whole and in their order, made as they are read. The last
 * line says how many there were: without it the export broke off.
 */
export async function* exportEntries(
  projectId: ProjectId,
  id: ExecutionId,
  filter: EntryFilter,
  zone: string,
): AsyncGenerator<string> {
  let count = 0;
  let after: number | null = null;
  for (;;) {
    const asked = { filter, range: { after }, limit: PAGE, characters: null };
    const { entries, isLast }: EntryPage = await listEntries(projectId, id, asked);
    count += entries.length;
    if (entries.length > 0) yield entries.map((entry) => `${entryJson(entry, zone)}\n`).join('');
    if (isLast) break;
    after = entries.at(-1)?.seq ?? null;
  }
  yield ndjsonEnd(count);
}
