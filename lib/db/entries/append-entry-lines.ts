import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { lockExecutions } from '../executions/lock-executions';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import type { SentEntries } from './insert-entries';
import type { LineVerdict } from './line-verdict';
import { storeEntries } from './store-entries';
import { storeLines } from './store-lines';

/** An entry and the execution that it is of. */
export interface EntryLine {
  executionId: ExecutionId;
  entry: AppendedEntry;
}

const IS_GONE: LineVerdict = {
  kind: 'rejected',
  code: 'not_found',
  message: 'The execution is gone: its retention has ended',
};

/**
 * Adds entries to many executions, as appendEntries does to one, in one transaction. Those of one that is
 * gone are rejected.
 */
export function appendEntryLines(
  projectId: ProjectId,
  lines: readonly EntryLine[],
): Promise<LineVerdict[]> {
  return storeLines(lines, (some) => storeOnce(projectId, some));
}

async function storeOnce(
  projectId: ProjectId,
  lines: readonly EntryLine[],
): Promise<LineVerdict[]> {
  const entries = new Map<ExecutionId, AppendedEntry[]>();
  for (const { executionId, entry } of lines) {
    const ofOne = entries.get(executionId);
    if (ofOne) ofOne.push(entry);
    else entries.set(executionId, [entry]);
  }
  const inserted = await inTransaction(async (client) => {
    const attempts = await lockExecutions(client, projectId, Array.from(entries.keys()));
    const sent = new Map<ExecutionId, SentEntries>();
    for (const [id, attempt] of attempts) sent.set(id, { entries: entries.get(id) ?? [], attempt });
    return storeEntries(client, projectId, sent);
  });
  notifyFeed();
  const next = new Map(Array.from(inserted, ([id, { verdicts }]) => [id, verdicts.values()]));
  return lines.map(({ executionId }) => next.get(executionId)?.next().value ?? IS_GONE);
}
