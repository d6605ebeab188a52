import type { ErrorList, ErrorListItem } from '@/lib/contract/error-list';
import { countErrorGroups, type GroupCount } from '@/lib/db/error-groups/count-error-groups';
import { countGroupBuckets } from '@/lib/db/error-groups/count-group-buckets';
import { hasErrorGroups } from '@/lib/db/error-groups/has-error-groups';
import { listErrorGroups } from '@/lib/db/error-groups/list-error-groups';
import { listGroupSamples } from '@/lib/db/error-groups/list-group-samples';
import { findSetting } from '@/lib/db/settings/find-setting';
import type { ErrorGroup, ErrorGroupState } from '@/lib/domain/error-group';
import { timeOfId } from '@/lib/domain/execution-id';
import { LIST_BUDGET_MS } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { type ErrorParams, type ErrorSort, STATES_OF_VIEW } from '@/lib/query-state/error-params';
import { bucketEdges, errorRange } from './error-range';
import { listClock } from './list-clock';

/** Groups that are looked at; more come from a producer whose every message is another failure. */
const MAX_GROUPS = 2_000;

type Counted = ErrorGroup & GroupCount;

/** The error groups of a screen, with their counts in its time range. */
export async function listErrors(
  projectId: ProjectId,
  params: ErrorParams,
  { now = Date.now(), budgetMs = LIST_BUDGET_MS } = {},
): Promise<ErrorList> {
  const clock = listClock(now);
  const range = errorRange(params.range, clock);
  const [{ groups, countedToMs }, backfill] = await Promise.all([
    countErrorGroups(projectId, range, budgetMs),
    findSetting('error_groups_backfill'),
  ]);
  const counts = mostFrequent(groups);
  const known = await listErrorGroups(projectId, Array.from(counts.keys()));
  const counted = known.flatMap((group): Counted[] => {
    const count = counts.get(group.fingerprint);
    return count ? [{ ...group, ...count }] : [];
  });
  const found = counted.filter((group) => matches(group, params));
  const states = STATES_OF_VIEW[params.view];
  const shown = found.filter(({ state }) => states.includes(state)).sort(comparing(params));
  const edgesMs = bucketEdges(range, now);
  return {
    items: await withDetails(projectId, shown.slice(0, params.rows), edgesMs),
    total: shown.length,
    states: countStates(found),
    actions: actionsOf(counted),
    edgesMs,
    countedToMs,
    cutFrom: groups.size > MAX_GROUPS ? groups.size : null,
    isNew: groups.size === 0 && !(await hasErrorGroups(projectId)),
    isGrouping: backfill?.isDone === false,
  };
}

function mostFrequent(groups: Map<string, GroupCount>): Map<string, GroupCount> {
  if (groups.size <= MAX_GROUPS) return groups;
  return new Map(
    Array.from(groups)
      .sort(([, a], [, b]) => b.count - a.count)
      .slice(0, MAX_GROUPS),
  );
}

function matches(group: Counted, { action, find }: ErrorParams): boolean {
  if (action !== null && group.actionKey !== action) return false;
  const { exceptionType, template, frame, actionKey, fingerprint } = group;
  const text = [exceptionType, template, frame, actionKey, fingerprint].join('\n').toLowerCase();
  return text.includes(find.trim().toLowerCase());
}

const VALUE: Record<ErrorSort, (group: Counted) => number> = {
  count: ({ count }) => count,
  people: ({ people }) => people,
  first: ({ firstExecutionId }) => timeOfId(firstExecutionId),
  last: ({ lastId }) => timeOfId(lastId),
};

/** Equals by the newest; the fingerprint last, so that the order is always the same. */
function comparing({ sort, isReversed }: ErrorParams) {
  const sign = isReversed ? -1 : 1;
  return (a: Counted, b: Counted) =>
    sign * (VALUE[sort](b) - VALUE[sort](a)) ||
    (a.lastId < b.lastId ? 1 : a.lastId > b.lastId ? -1 : 0) ||
    (a.fingerprint < b.fingerprint ? -1 : 1);
}

function countStates(groups: readonly Counted[]): Record<ErrorGroupState, number> {
  const states = { open: 0, reopened: 0, resolved: 0, ignored: 0 };
  for (const { state } of groups) states[state] += 1;
  return states;
}

function actionsOf(groups: readonly Counted[]): string[] {
  const counts = new Map<string, number>();
  for (const { actionKey, count } of groups) {
    if (actionKey !== null) counts.set(actionKey, (counts.get(actionKey) ?? 0) + count);
  }
  return Array.from(counts)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([action]) => action);
}

async function withDetails(
  projectId: ProjectId,
  groups: readonly Counted[],
  edgesMs: readonly number[],
): Promise<ErrorListItem[]> {
  const [buckets, samples] = await Promise.all([
    countGroupBuckets(
      projectId,
      groups.map(({ fingerprint }) => fingerprint),
      edgesMs,
    ),
    listGroupSamples(
      projectId,
      groups.flatMap(({ firstExecutionId, lastId }) => [firstExecutionId, lastId]),
    ),
  ]);
  return groups.map((group) => ({
    ...group,
    firstSeen: new Date(timeOfId(group.firstExecutionId)),
    lastSeen: new Date(timeOfId(group.lastId)),
    firstCode: samples.get(group.firstExecutionId)?.codeSha256 ?? null,
    sample: samples.get(group.lastId)?.validationMessage ?? null,
    buckets: buckets.get(group.fingerprint) ?? [],
  }));
}
