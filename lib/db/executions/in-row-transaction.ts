import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import type { Failure } from '../error-groups/failure-of';
import { reopenErrorGroups } from '../error-groups/reopen-error-groups';
import { notifyFeed } from '../feed/notify-feed';
import { inTransaction } from '../in-transaction';
import { ensureDay } from '../partitions/ensure-day';
import { sqlFailure } from '../sql-state';
import type { ExecutionRow } from './lock-row';
import { type RowChange, writeRow } from './write-row';

const MAX_TRIES = 4;

/** Changes a locked row; what belongs behind the commit is done there. */
export type WriteRow = (
  projectId: ProjectId,
  before: ExecutionRow,
  change: RowChange,
) => Promise<void>;

/**
 * Runs a transaction that changes rows of executions beside ingest. It may run again from its start:
 * where two have locked each other, or where a day has no partition yet.
 */
export async function inRowTransaction<T>(
  run: (client: PoolClient, write: WriteRow) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const written: { projectId: ProjectId; id: ExecutionId; failure: Failure | null }[] = [];
    try {
      const result = await inTransaction((client) =>
        run(client, async (projectId, before, change) => {
          const failure = await writeRow(client, projectId, before, change);
          written.push({ projectId, id: before.id, failure });
        }),
      );
      if (written.length > 0) notifyFeed();
      for (const { projectId, ...one } of written) {
        await reopenErrorGroups(pool(), projectId, [one]);
      }
      return result;
    } catch (error) {
      const failure = sqlFailure(error);
      if (tries === MAX_TRIES || failure !== 'transient') throw error;
      // Two that locked each other would meet again.
      await sleep(100 * Math.random());
    }
  }
}

/** Runs `store` and, where the day of the execution has no partition of a newer table, makes it first. */
export async function withDayOf<T>(id: ExecutionId, store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (sqlFailure(error) !== 'missing_partition') throw error;
    await ensureDay(timeOfId(id));
    return store();
  }
}
