import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { lockExecution } from '../executions/lock-execution';
import { appendFeed } from '../feed/append-feed';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { Gathering } from './gathering';
import { insertEntries } from './insert-entries';
import type { LineVerdict } from './line-verdict';
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
  const verdicts = await inTransaction(async (client) => {
    const { attempt } = await lockExecution(client, projectId, executionId);
    const sent = new Map([[executionId, { entries, attempt }]]);
    const inserted = (await insertEntries(client, projectId, sent)).get(executionId);
    if (!inserted) throw new Error('an execution came back without what became of its entries');
    if (inserted.warnings + inserted.errors > 0) {
      // Neither is counted in the rollups, which would have to be told.
      await client.query(
        `UPDATE runlens.executions SET warning_count = warning_count + $3, error_count = error_count + $4
         WHERE project_id = $1 AND id = $2`,
        [projectId, executionId, inserted.warnings, inserted.errors],
      );
    }
    if (inserted.verdicts.some(({ kind }) => kind === 'accepted')) {
      await appendFeed(client, projectId, [
        { kind: 'accepted', id: executionId, change: 'changed', alterations: [] },
      ]);
    }
    return inserted.verdicts;
  });
  notifyFeed();
  return verdicts;
}
