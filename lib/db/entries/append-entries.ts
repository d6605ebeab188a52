import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { lockExecution } from '../executions/lock-execution';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { Gathering } from './gathering';
import type { LineVerdict } from './line-verdict';
import { storeEntries } from './store-entries';
import { storeLines } from './store-lines';

const gathering = new Gathering<AppendedEntry>();

/**
 * Adds entries to one execution and says what became of each, in their order. Its warnings and errors
 * are counted, and whoever watches it is woken. Throws `not_found`.
 */
export function appendEntries(
  projectId: ProjectId,
  executionId: ExecutionId,
  entries: readonly AppendedEntry[],
): Promise<LineVerdict[]> {
  return gathering.store(`${projectId} ${executionId}`, entries, (gathered) =>
    storeLines(gathered, (lines) => storeOnce(projectId, executionId, lines)),
  );
}

async function storeOnce(
  projectId: ProjectId,
  executionId: ExecutionId,
  entries: readonly AppendedEntry[],
): Promise<LineVerdict[]> {
  const stored = await inTransaction(async (client) => {
    const { attempt } = await lockExecution(client, projectId, executionId);
    return storeEntries(client, projectId, new Map([[executionId, { entries, attempt }]]));
  });
  notifyFeed();
  const inserted = stored.get(executionId);
  if (!inserted) throw new Error('an execution came back without what became of its entries');
  return inserted.verdicts;
}
