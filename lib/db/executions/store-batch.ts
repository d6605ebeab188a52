import type { PoolClient } from 'pg';
import type { IncomingExecution } from '@/lib/domain/incoming-execution';
import type { ProjectId } from '@/lib/domain/project';
import { stageOf } from '@/lib/domain/status';
import { pool } from '../client';
import { failureOf } from '../error-groups/failure-of';
import { groupFailures } from '../error-groups/group-failures';
import { reopenErrorGroups } from '../error-groups/reopen-error-groups';
import { appendFeed } from '../feed/append-feed';
import { notifyFeed } from '../feed/notify-feed';
import { RollupChanges } from '../rollups/rollup-changes';
import { notifyRuns } from '../runs/notify-runs';
import { insertActionVersions } from './insert-action-versions';
import { insertActions } from './insert-actions';
import { insertCode } from './insert-code';
import { KnownValues } from './known-values';
import { resolveClaims } from './resolve-claims';
import { resolveHandedOver } from './resolve-handed-over';
import { resolveRetries } from './resolve-retries';
import type { StoreVerdict } from './store-verdict';
import { storeWave } from './store-wave';
import type { StoredItem } from './stored-item';

const NOT_SEARCHABLE = {
  path: '',
  code: 'not_searchable',
  message: 'Not searchable: the database refused the copies for search',
};

/**
 * Stores a batch in one transaction: all of it, or an error and nothing.
 * @param options.searchable false leaves out the copies for search, which are all that the database
 *   can refuse in a message that was read.
 */
export async function storeBatch(
  projectId: ProjectId,
  executions: readonly IncomingExecution[],
  options: { searchable: boolean; keptSinceMs: number },
): Promise<StoreVerdict[]> {
  const items = executions.map((execution) => toItem(execution, options.searchable));
  const known = new KnownValues(pool());
  const client = await pool().connect();
  let failure: unknown;
  try {
    await client.query('BEGIN');
    const verdicts = await storeItems(client, projectId, items, { known, ...options });
    await client.query('COMMIT');
    known.commit();
    notifyFeed();
    // A worker closes the run of what has ended so.
    if (items.some(({ isHandedOver }) => isHandedOver)) notifyRuns();
    await reopenErrorGroups(client, projectId, items);
    return items.map((item) => verdicts.get(item) ?? missing());
  } catch (error) {
    failure = error;
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // A connection whose fate is unknown is not given to somebody else.
    client.release(isConnectionLost(failure));
  }
}

async function storeItems(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  { known, keptSinceMs }: { known: KnownValues; keptSinceMs: number },
): Promise<Map<StoredItem, StoreVerdict>> {
  await resolveClaims(client, projectId, items, keptSinceMs);
  await resolveHandedOver(client, projectId, items);
  await resolveRetries(client, projectId, items);
  const verdicts = new Map<StoredItem, StoreVerdict>();
  const changes = new RollupChanges();
  for (const wave of wavesOf(items)) {
    for (const [item, verdict] of await storeWave(client, projectId, wave, changes)) {
      verdicts.set(item, verdict);
    }
  }
  const stored = items.filter((item) => verdicts.get(item)?.kind !== 'rejected');
  await insertCode(client, projectId, stored, known);
  await insertActions(client, projectId, stored, known);
  await insertActionVersions(client, projectId, stored, known);
  await changes.append(client, projectId);
  await groupFailures(client, projectId, stored, known);
  await appendFeed(client, projectId, verdicts.values());
  return verdicts;
}

/** Messages about one execution go one after the other, in the order of their stages. */
function wavesOf(items: readonly StoredItem[]): StoredItem[][] {
  const waves: StoredItem[][] = [];
  const seen = new Map<string, number>();
  const byStage = items.toSorted(
    (a, b) => stageOf(a.execution.status) - stageOf(b.execution.status),
  );
  for (const item of byStage) {
    const turn = seen.get(item.id) ?? 0;
    seen.set(item.id, turn + 1);
    const wave = waves[turn] ?? [];
    wave.push(item);
    waves[turn] = wave;
  }
  return waves;
}

function toItem(execution: IncomingExecution, searchable: boolean): StoredItem {
  const { id, createdAt, contextSearchable, attributesSearchable, alterations } = execution;
  return {
    execution,
    id,
    createdAt,
    retryOf: null,
    retryRoot: null,
    failure: failureOf(execution),
    isMerged: false,
    mayMeetSteps: false,
    isHandedOver: false,
    contextSearchable: contextSearchable && searchable,
    attributesSearchable: attributesSearchable && searchable,
    alterations: searchable ? [...alterations] : [...alterations, NOT_SEARCHABLE],
  };
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && !('severity' in error);
}

function missing(): never {
  throw new Error('an item of the batch came back without a verdict');
}
