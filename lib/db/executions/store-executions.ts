import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import { timeOfId } from '@/lib/domain/execution-id';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { dayOf } from '../partitions/day';
import { ensureDay } from '../partitions/ensure-day';
import { sqlFailure } from '../sql-state';
import { inTurn } from './in-turn';
import { storeBatch } from './store-batch';
import type { StoreVerdict } from './store-verdict';

const MAX_TRANSIENT_RETRIES = 3;
/** A day that is still missing after so many tries is being dropped at this moment. */
const MAX_DAYS_MADE = 2;

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
  let daysMade = 0;
  for (let retries = 0; ; retries += 1) {
    try {
      return await inTurn(() =>
        storeBatch(projectId, executions, { ...options, searchable: true }),
      );
    } catch (error) {
      const failure = sqlFailure(error);
      if (failure === 'data') return storeOneByOne(projectId, executions, options);
      if (failure === 'missing_partition') {
        if (daysMade === MAX_DAYS_MADE)
          return storeWithoutDay(projectId, executions, options, error);
        daysMade += 1;
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

/** The oldest day ends its time while messages of it come in: those are too old now. */
async function storeWithoutDay(
  projectId: ProjectId,
  executions: readonly IncomingExecution[],
  options: StoreOptions,
  error: unknown,
): Promise<StoreVerdict[]> {
  if (executions.length > 1) return storeOneByOne(projectId, executions, options);
  const isOldest = executions.every(({ id }) => dayOf(timeOfId(id)) <= dayOf(options.keptSinceMs));
  if (!isOldest) throw error;
  const message = 'created_at is older than what is kept: its day is being removed';
  return [{ kind: 'rejected', code: 'outside_retention', message }];
}

async function ensureDaysOf(executions: readonly IncomingExecution[]): Promise<void> {
  for (const day of new Set(executions.map(({ id }) => dayOf(timeOfId(id))))) await ensureDay(day);
}
