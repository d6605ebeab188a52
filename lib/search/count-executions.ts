import { listCodeMarks } from '@/lib/db/counts/list-code-marks';
import type { CountPart } from '@/lib/domain/counts';
import { narrowedRange } from '@/lib/domain/created-range';
import { DURATION_EDGES_MS } from '@/lib/domain/duration-edges';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { FACET_FIELDS, type FacetField } from '@/lib/domain/query-fields';
import {
  asksOf,
  statusesOf,
  valuesAsked,
  withoutCreatedRanges,
  withoutField,
} from '@/lib/domain/query-parts';
import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { countLive, type LiveAsked } from './count-live';
import { countPaths } from './count-paths';
import { summedFacets, summedHistogram } from './count-summed';
import type { Budget } from './count-windows';
import { listClock } from './list-clock';
import { type Counting, startCounting } from './start-counting';
import type { Tally } from './tally';

export interface CountAsked {
  query: Query;
  range: TimeRange;
  /** IANA zone in which bars begin at round times. */
  zone: string;
  /** About how many bars. */
  bars: number;
  /** Most values of a facet. */
  values: number;
  /** Reads on until all is counted, and reports on the way; else what is not read in time is estimated. */
  exact: boolean;
}

type Emit = (part: CountPart) => void;

/** For a screen that waits: of the main count, and of each thing that is counted beside it. */
const SCREEN: Budget = { budgetMs: 150, sliceMs: 60 };
const BESIDE: Budget = { budgetMs: 80, sliceMs: 40 };
const EXACT: Budget = { budgetMs: 120_000, sliceMs: 500 };
/** Of which the distribution of durations is drawn, when nothing else has to be read. */
const DURATION_SAMPLE = 10_000;
const NOTHING = { fields: [], containing: '', bars: false, durationEdgesMs: null };

/**
 * Counts what the list would show: over time and by the values of every facet, each without what is
 * asked of its own field. What nothing but statuses filters comes from sums and is exact; else
 * executions are read from the newest back, and the answer says how far.
 */
export async function countExecutions(
  projectId: ProjectId,
  given: CountAsked,
  emit: Emit,
  signal?: AbortSignal,
): Promise<void> {
  const clock = listClock();
  const range = narrowedRange(given.query, timeRangeMs(given.range, clock.now), clock.now);
  const asked = { ...given, query: withoutCreatedRanges(given.query) };
  const counting = await startCounting(projectId, { ...asked, ...range }, clock);
  const budget = (screen: Budget): Budget => ({ ...(asked.exact ? EXACT : screen), signal });
  await Promise.all([
    codeMarks(counting, asked.query).then((marks) => emit({ part: 'marks', marks })),
    countFacets(counting, asked, budget, emit),
    countBeside(counting, asked, budget(BESIDE), emit),
  ]);
}

/** Over time and by every field that has sums or a column of its own. */
async function countFacets(
  counting: Counting,
  asked: CountAsked,
  budget: (screen: Budget) => Budget,
  emit: Emit,
): Promise<void> {
  const rest = await countFromSums(counting, asked, emit);
  await countMain(counting, asked, rest, budget(SCREEN), emit);
  for (const field of rest.filter((one) => asksOf(asked.query, one))) {
    const live = { ...NOTHING, query: withoutField(asked.query, field), fields: [field] };
    const report = (tally: Tally) =>
      emit({
        part: 'facets',
        facets: [tally.facet(field, asked.values, valuesAsked(asked.query, field))],
      });
    report(await countLive(counting, live, budget(BESIDE), asked.exact ? report : undefined));
  }
}

/** What is read from rows or payloads in any case. */
async function countBeside(
  counting: Counting,
  asked: CountAsked,
  budget: Budget,
  emit: Emit,
): Promise<void> {
  await countDurations(counting, asked, budget, emit);
  await countPaths(counting, asked, budget, (facets) => emit({ part: 'facets', facets }));
}

/** Emits what sums can say, and tells which facets they could not. */
async function countFromSums(
  counting: Counting,
  { query, values }: CountAsked,
  emit: Emit,
): Promise<FacetField[]> {
  const shown = statusesOf(query);
  if (shown) emit({ part: 'histogram', histogram: summedHistogram(counting, shown) });
  const groups = new Map<string, FacetField[]>();
  const rest: FacetField[] = [];
  for (const field of FACET_FIELDS) {
    const statuses = statusesOf(withoutField(query, field))?.join(' ');
    if (statuses === undefined) rest.push(field);
    else groups.set(statuses, [...(groups.get(statuses) ?? []), field]);
  }
  for (const fields of groups.values()) {
    const statuses = statusesOf(withoutField(query, fields[0] ?? '')) ?? [];
    const asked = { fields, statuses, query, limit: values, containing: '' };
    emit({ part: 'facets', facets: await summedFacets(counting, asked) });
  }
  return rest;
}

/** The histogram, and every facet on whose own field nothing is asked. */
async function countMain(
  counting: Counting,
  { query, values, exact }: CountAsked,
  rest: readonly FacetField[],
  budget: Budget,
  emit: Emit,
): Promise<void> {
  if (statusesOf(query)) return;
  const fields = rest.filter((field) => !asksOf(query, field));
  const durations = !asksOf(query, 'duration');
  const asked: LiveAsked = {
    ...NOTHING,
    ...{ query, fields, bars: true },
    durationEdgesMs: durations ? DURATION_EDGES_MS : null,
  };
  const report = (tally: Tally) => {
    emit({ part: 'histogram', histogram: tally.histogram() });
    emit({ part: 'facets', facets: fields.map((field) => tally.facet(field, values, [])) });
    if (durations) {
      emit({ part: 'durations', durations: tally.durationsOver(DURATION_EDGES_MS) });
    }
  };
  report(await countLive(counting, asked, budget, exact ? report : undefined));
}

/** Where the main count does not say them: of a sample, unless an exact count was asked for. */
async function countDurations(
  counting: Counting,
  asked: CountAsked,
  budget: Budget,
  emit: Emit,
): Promise<void> {
  const query = withoutField(asked.query, 'duration');
  if (!asksOf(asked.query, 'duration') && !statusesOf(query)) return;
  const live = { ...NOTHING, query, durationEdgesMs: DURATION_EDGES_MS };
  const sample = asked.exact ? {} : { maxRows: DURATION_SAMPLE };
  const report = (tally: Tally) =>
    emit({ part: 'durations', durations: tally.durationsOver(DURATION_EDGES_MS) });
  const onWindow = asked.exact ? report : undefined;
  report(await countLive(counting, live, { ...budget, ...sample }, onWindow));
}

/** Of the actions that are asked for, or of all. */
function codeMarks({ projectId, range }: Counting, query: Query) {
  const asked = query.flatMap((term) =>
    term.kind === 'is' && term.field === 'action' ? term.values : [],
  );
  return listCodeMarks(projectId, range, asked.length > 0 ? asked : null);
}
