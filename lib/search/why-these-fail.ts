import { setImmediate } from 'node:timers/promises';
import { type FailureSelection, MAX_COMPARED, type WhyReport } from '@/lib/contract/why-report';
import { listExecutions } from '@/lib/db/executions/list-executions';
import { listRunTexts, type RunText } from '@/lib/db/executions/list-run-texts';
import { FAILING_STATUSES } from '@/lib/domain/error-group';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import { type ComparedRun, explainSteps } from '@/lib/domain/explain-difference';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { addField, addJson, emptyFacts } from '@/lib/domain/run-facts';
import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { requireQuery } from '@/lib/query-state/require-query';
import { listClock } from './list-clock';

/** Of the failed runs those actions are explained that fail most. */
const MAX_ACTIONS = 5;
/** Messages that say of what the failures speak. */
const MAX_HINTS = 20;
const LIMITS = { each: 256 * 1024, all: 8_000_000 };
/** Successful runs are of the same time: what came long after may run another code. */
const AFTER_MS = 3_600_000;
/** For which the event loop is held at most, or not much longer. */
const HOLD_MS = 10;

/** Failing and its absence, as the list knows them. */
const FAILING: Query[number] = { kind: 'is', field: 'status', values: [...FAILING_STATUSES] };
const SUCCESS: Query[number] = { kind: 'is', field: 'status', values: ['success'] };

/**
 * Compares the newest failures of a selection with the newest successful runs of the same actions up
 * to then: which values of context and attributes tell them apart. Throws `invalid_input` for a
 * search that is none.
 */
export async function whyTheseFail(
  projectId: ProjectId,
  selection: FailureSelection,
): Promise<WhyReport> {
  const clock = listClock();
  const { query, range } = searchOf(selection);
  const bounds = timeRangeMs(range, clock.now);
  const list = (terms: Query, limit: number, until = bounds) =>
    listExecutions(
      projectId,
      { query: terms, ...until, direction: 'older', cursor: null, limit },
      clock,
    );
  const found = await list([...query, FAILING], MAX_COMPARED);
  const byAction = groupByAction(found.items);
  const actions = Array.from(byAction.keys()).slice(0, MAX_ACTIONS);
  const failed = actions.flatMap((action) => byAction.get(action) ?? []);
  const untilMs = Math.max(0, ...failed.map(({ id }) => timeOfId(id))) + AFTER_MS;
  const pages = await Promise.all(
    actions.map((action) => {
      const share = (byAction.get(action)?.length ?? 0) / failed.length;
      const terms: Query = [SUCCESS, { kind: 'is', field: 'action', values: [action] }];
      return list(terms, Math.ceil(MAX_COMPARED * share), { sinceMs: null, untilMs });
    }),
  );
  const succeeded = pages.flatMap(({ items }) => items);
  const runs = await readRuns(projectId, idsOf(failed), idsOf(succeeded));
  const { differences, paths, tested } = await paced(explainSteps(runs, hintOf(failed)));
  const compared = (isFailed: boolean) => runs.filter((run) => run.isFailed === isFailed).length;
  const searched = [found, ...pages].flatMap(({ searchedToMs }) => searchedToMs ?? []);
  return {
    ...{ differences, paths, tested, actions },
    failed: compared(true),
    succeeded: compared(false),
    hasMoreFailed: found.next !== null && found.searchedToMs === null,
    otherActions: found.items.length - failed.length,
    tooLarge: failed.length + succeeded.length - runs.length,
    cutRuns: runs.filter(({ facts }) => facts.isCut).length,
    searchedToMs: searched.length > 0 ? Math.max(...searched) : null,
  };
}

function searchOf(selection: FailureSelection): { query: Query; range: TimeRange } {
  const always = { since: null, until: null };
  if (selection.kind === 'group') {
    const { fingerprint } = selection;
    const query: Query = [{ kind: 'is', field: 'error_group', values: [fingerprint] }];
    return { query, range: always };
  }
  if (selection.kind === 'ids') {
    return { query: [{ kind: 'is', field: 'id', values: selection.ids }], range: always };
  }
  const { q, range } = parseExecutionParams(new URLSearchParams(selection.search));
  return { query: requireQuery(q), range };
}

/** What the failures say of themselves. */
function hintOf(failed: readonly ExecutionSummary[]): string {
  return failed
    .slice(0, MAX_HINTS)
    .map(({ validationMessage }) => validationMessage ?? '')
    .join(' ');
}

/** By the action that raised, else the first that ran; the one that fails most first. */
function groupByAction(items: readonly ExecutionSummary[]): Map<string, ExecutionSummary[]> {
  const groups = new Map<string, ExecutionSummary[]>();
  for (const item of items) {
    const action = item.raisedAction ?? item.actionKeys[0];
    if (action !== undefined) groups.set(action, [...(groups.get(action) ?? []), item]);
  }
  return new Map(Array.from(groups).sort(([, a], [, b]) => b.length - a.length));
}

const idsOf = (items: readonly ExecutionSummary[]) =>
  Array.from(new Set(items.map(({ id }) => id)));

/** Oldest first. Failed and successful ones take turns, so that limits leave as many of each. */
async function readRuns(
  projectId: ProjectId,
  failed: readonly ExecutionId[],
  succeeded: readonly ExecutionId[],
): Promise<ComparedRun[]> {
  const ids = Array.from({ length: Math.max(failed.length, succeeded.length) }, (_, i) => i)
    .flatMap((i) => [failed[i], succeeded[i]])
    .filter((id) => id !== undefined);
  const isFailed = new Set(failed);
  const runs: (ComparedRun & { id: ExecutionId })[] = [];
  for await (const texts of listRunTexts(projectId, ids, LIMITS)) {
    await paced(
      (function* () {
        for (const text of texts) {
          const { id } = text;
          runs.push({ id, isFailed: isFailed.has(id), facts: factsOf(text) });
          yield;
        }
      })(),
    );
  }
  return runs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function factsOf({ contextText, attributesText, fields }: RunText) {
  const facts = emptyFacts();
  for (const [field, value] of Object.entries(fields)) addField(facts, field, value);
  if (contextText !== null) addJson(facts, 'ctx', contextText);
  if (attributesText !== null) addJson(facts, 'attr', attributesText);
  return facts;
}

/** Runs steps to their end, letting other work run in between. */
async function paced<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < HOLD_MS) continue;
    await setImmediate();
    began = performance.now();
  }
}
