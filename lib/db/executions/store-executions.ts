import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import { timeOfId } from '@/lib/domain/execution-id';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { ensureDay } from '../partitions/ensure-day';
import { sqlFailure } from '../sql-state';
import { inTurn } from './in-turn';
import { storeBatch } from './store-batch';
import type { StoreVerdict } from './store-verdict';

const MAX_TRANSIENT_RETRIES = 3;

interface StoreOptions {
  /** What was created before is not kept any more: no message is joined to it. */
  keptSinceMs: number;
}

/**
 * Stores a batch of messages and says what became of each, in their order. Days without partitions
 * are made; where the database refuses the data of one message, only that one is rejected.
 */
export async function storeExecutions(
  projectId: ProjectId,
  executions: readonly IncomingExecution[],
  options: StoreOptions,
): Promise<StoreVerdict[]> {
  if (executions.length === 0) return [];
  let madeDays = false;
  for (let retries = 0; ; retries += 1) {
    try {
      return await inTurn(() =>
        storeBatch(projectId, executions, { ...options, searchable: true }),
      );
    } catch (error) {
      const failure = sqlFailure(error);
      if (failure === 'data') return storeOneByOne(projectId, executions, options);
      if (failure === 'missing_partition' && !madeDays) {
        madeDays = true;
        await ensureDaysOf(executions);
      } else if (failure === 'unavailable') {
        throw new AppError('unavailable', undefined, { cause: error });
      } else if (failure !== 'transient' || retries >= MAX_TRANSIENT_RETRIES) throw error;
      // Two that locked each other would meet again.
      if (failure === 'transient') await sleep(100 * Math.random());
    }
  }
}

async function storeOneByOne(
  projectId: ProjectId,
  executions: readonly IncomingExecution[],
  options: StoreOptions,
): Promise<StoreVerdict[]> {
  const verdicts: StoreVerdict[] = [];
  for (const execution of executions) {
    if (executions.length > 1) {
      verdicts.push(...(await storeExecutions(projectId, [execution], options)));
      continue;
    }
    try {
      const bare = { ...options, searchable: false };
      verdicts.push(...(await inTurn(() => storeBatch(projectId, [execution], bare))));
    } catch (error) {
      if (sqlFailure(error) !== 'data') throw error;
      const message = 'The database cannot store what this execution holds';
      verdicts.push({ kind: 'rejected', code: 'not_storable', message });
    }
  }
  return verdicts;
}

async function ensureDaysOf(executions: readonly IncomingExecution[]): Promise<void> {
  const days = new Set(executions.map(({ id }) => Math.floor(timeOfId(id) / 86_400_000)));
  for (const day of days) await ensureDay(day * 86_400_000);
}
