import type { AppendReport } from '@/lib/contract/append-report';
import { appendEntryLines } from '@/lib/db/entries/append-entry-lines';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { appendItems } from './append-lines';
import { parseEntryLine } from './ingest-entries';
import { Pacer } from './pacer';
import { readText } from './read-item';
import type { SplitItem } from './split-item';

/** Entries of one execution, JSON texts as `ingestEntries` takes them. */
export interface EntryTexts {
  id: ExecutionId;
  texts: readonly string[];
}

/** With what the entries of one execution have said so far. */
type OwnedItem = SplitItem & { id: ExecutionId; times: Map<string, number> };

/** Adds entries to many executions, those of many in one transaction. */
export function ingestEntryTexts(
  projectId: ProjectId,
  entries: readonly EntryTexts[],
): Promise<AppendReport> {
  return appendItems(
    itemsOf(entries),
    ({ id, times, ...item }) => {
      const parsed = parseEntryLine(item, times);
      return parsed.ok ? { ok: true, line: { ...parsed.line, executionId: id } } : parsed;
    },
    (lines) => appendEntryLines(projectId, lines.map(toEntryLine)),
    Number.POSITIVE_INFINITY,
  );
}

async function* itemsOf(entries: readonly EntryTexts[]): AsyncGenerator<OwnedItem> {
  const pacer = new Pacer();
  for (const { id, texts } of entries) {
    const times = new Map<string, number>();
    for (const text of texts) {
      yield { ...(await readText(text, pacer)), id, times };
      if (pacer.isDue()) await pacer.rest();
    }
  }
}

function toEntryLine({ executionId, ...entry }: AppendedEntry & { executionId: ExecutionId }) {
  return { executionId, entry };
}
