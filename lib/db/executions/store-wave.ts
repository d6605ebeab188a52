import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { isTerminal, stageOf, statusOfCode } from '@/lib/domain/status';
import { isLegalTransition, transitionRefusal } from '@/lib/domain/status-transition';
import { isTriedVerdict, verdictOfCode } from '@/lib/domain/verdict';
import { addArchivedSteps } from '../attempts/add-archived-steps';
import type { RollupChanges } from '../rollups/rollup-changes';
import { countSteps } from '../steps/count-steps';
import { forgetStaleVerdicts } from '../verdicts/forget-stale-verdicts';
import { countLevels } from './count-levels';
import { findStanding, type Standing } from './find-standing';
import { mergeAttributes } from './merge-attributes';
import { refreshSearch } from './refresh-search';
import { refuseMetSteps } from './refuse-met-steps';
import type { StoreVerdict } from './store-verdict';
import type { StoredItem } from './stored-item';
import { upsertEntries } from './upsert-entries';
import { type PayloadItem, upsertPayloads } from './upsert-payloads';
import { countedBefore, type UpsertedRow, upsertRows } from './upsert-rows';
import { upsertSteps } from './upsert-steps';

/**
 * `earlier`: of an attempt that another one has followed: see storeEarlier. `illegal`: what
 * cannot follow, and is no late message either.
 */
type Outcome = 'new' | 'later' | 'late' | 'earlier' | 'same' | 'conflict' | 'illegal';

const CHANGE = {
  new: 'new',
  later: 'changed',
  late: 'changed',
  earlier: 'changed',
  same: 'none',
} as const;

const CONFLICT =
  'This execution has ended and is stored with other content. Send a new id for another execution, ' +
  'or a higher attempt for another attempt of this one';

/** Stores messages of which no two have the same id, and notes what they change about the counts. */
export async function storeWave(
  client: PoolClient,
  projectId: ProjectId,
  wave: readonly StoredItem[],
  changes: RollupChanges,
): Promise<Map<StoredItem, StoreVerdict>> {
  const items = wave.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await refuseMetSteps(client, projectId, items);
  const upserted = await upsertRows(client, projectId, items);
  for (const row of upserted.values()) changes.note(row.id, countedBefore(row), row);
  const untouched = items.filter((item) => !upserted.has(item.id)).map((item) => item.id);
  const standing = await findStanding(client, projectId, untouched);
  const outcomes = new Map(
    items.map((item) => [item, outcomeOf(item, upserted.get(item.id), standing.get(item.id))]),
  );
  const which = (...kinds: Outcome[]) =>
    items.filter((item) => kinds.includes(outcomes.get(item) ?? 'same'));
  for (const item of which('later', 'late', 'earlier')) item.isMerged = true;
  const mergedRows = which('later', 'late').map((item) => upserted.get(item.id));
  await refreshSearch(
    client,
    projectId,
    mergedRows.filter((row) => row !== undefined),
  );
  await storeRest(client, projectId, which('new'), 'new');
  await storeRest(client, projectId, which('later'), 'later');
  await storeRest(client, projectId, which('late'), 'late');
  await storeEarlier(client, projectId, which('earlier'));
  await countLevels(client, projectId, which('later', 'late'));
  await countSteps(
    client,
    projectId,
    which('later', 'late')
      .filter(({ execution }) => execution.steps.length > 0)
      .map(({ id }) => id),
  );
  const tried = which('later', 'late').filter(({ id }) =>
    isTried(upserted.get(id), standing.get(id)),
  );
  await forgetStaleVerdicts(
    client,
    projectId,
    tried.map(({ id }) => id),
    changes,
  );
  return new Map(
    items.map((item) => {
      const outcome = outcomes.get(item) ?? 'same';
      return [item, verdictOf(item, outcome, standing.get(item.id))];
    }),
  );
}

function isTried(row: UpsertedRow | undefined, standing: Standing | undefined): boolean {
  const verdict = row ? verdictOfCode(row.reproducibility) : standing?.verdict;
  return verdict !== undefined && isTriedVerdict(verdict);
}

async function storeRest(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  outcome: 'new' | 'later' | 'late',
): Promise<void> {
  if (items.length === 0) return;
  const order = outcome === 'late' ? 'late' : 'later';
  const payloads =
    outcome === 'new'
      ? items.map((item) => ({ ...item, attributesText: item.execution.attributesText }))
      : await mergeAttributes(client, projectId, items, order);
  await upsertPayloads(client, projectId, payloads, order);
  await upsertSteps(client, projectId, items, order);
  await upsertEntries(client, projectId, items, order);
}

/**
 * What is late about an attempt that another one has followed: its steps belong to that attempt, its
 * lines and attributes to the execution. The rest is what the attempt was archived with.
 */
async function storeEarlier(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  if (items.length === 0) return;
  await addArchivedSteps(client, projectId, items);
  const merged = await mergeAttributes(client, projectId, items, 'late');
  await upsertPayloads(client, projectId, merged.map(attributesAlone), 'late');
  await upsertEntries(client, projectId, items, 'late');
}

function attributesAlone(item: PayloadItem): PayloadItem {
  const nothing = { contextText: null, contextBytes: null, outputText: null };
  const none = { validationMessage: null, actionsText: null, triggerText: null };
  return { ...item, execution: { ...item.execution, ...nothing, ...none } };
}

function outcomeOf(
  { execution }: StoredItem,
  row: UpsertedRow | undefined,
  standing: Standing | undefined,
): Outcome {
  if (row) {
    if (row.prev_status === null) return 'new';
    const before = stageOf(statusOfCode(row.prev_status));
    return before <= stageOf(execution.status) ? 'later' : 'late';
  }
  if (!standing || standing.contentSha256 === execution.contentSha256) return 'same';
  if (standing.attempt > execution.attempt) return 'earlier';
  if (isTerminal(standing.status) && isTerminal(execution.status)) return 'conflict';
  return isAfterEnd(execution, standing) ? 'illegal' : 'late';
}

/** Whether a message says of itself that it is newer than the end, which nothing may follow. */
function isAfterEnd({ status, startedAt }: StoredItem['execution'], standing: Standing): boolean {
  if (isLegalTransition(standing.status, status) || !startedAt || !standing.endedAt) return false;
  return startedAt > standing.endedAt;
}

function verdictOf(
  item: StoredItem,
  outcome: Outcome,
  standing: Standing | undefined,
): StoreVerdict {
  if (outcome === 'conflict') return { kind: 'rejected', code: 'conflict', message: CONFLICT };
  if (outcome === 'illegal') {
    const message = transitionRefusal(standing?.status ?? 'failed', item.execution.status);
    return { kind: 'rejected', code: 'illegal_transition', message };
  }
  const kind = outcome === 'new' || outcome === 'later' ? 'accepted' : 'duplicate';
  const alterations = item.alterations.slice(item.execution.alterations.length);
  return { kind, id: item.id, change: CHANGE[outcome], alterations };
}
