import { countPathWindow } from '@/lib/db/counts/count-path-window';
import type { Facet } from '@/lib/domain/counts';
import { narrowedRange } from '@/lib/domain/created-range';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { FACET_FIELDS } from '@/lib/domain/query-fields';
import { statusesOf, withoutCreatedRanges, withoutField } from '@/lib/domain/query-parts';
import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { countLive } from './count-live';
import { summedFacets } from './count-summed';
import { type Budget, countWindows } from './count-windows';
import { listClock } from './list-clock';
import { startCounting } from './start-counting';

/** As many as a facet lists. */
const LIMIT = 50;
const BUDGET: Budget = { budgetMs: 300, sliceMs: 100 };
/** No bars are drawn: enough to plan what is read in time. */
const BARS = 60;

export interface FacetValuesAsked {
  query: Query;
  range: TimeRange;
  /** One of the facets, or a path. */
  field: string;
  /** Part of the value, in any case. */
  containing: string;
  /** Most values, the most frequent first. */
  limit?: number;
}

/** The values of one facet that contain a text, with how many executions have each. */
export async function findFacetValues(
  projectId: ProjectId,
  asked: FacetValuesAsked,
  budget: Budget = BUDGET,
): Promise<Facet> {
  const clock = listClock();
  const { field, containing, limit = LIMIT } = asked;
  const range = narrowedRange(asked.query, timeRangeMs(asked.range, clock.now), clock.now);
  const counting = await startCounting(projectId, { ...range, zone: 'UTC', bars: BARS }, clock);
  const query = withoutField(withoutCreatedRanges(asked.query), field);
  const facetField = FACET_FIELDS.find((name) => name === field);
  if (!facetField) {
    const paths = { query, now: clock.now, paths: [field], containing };
    const tally = await countWindows(
      counting,
      (window, options) => countPathWindow(projectId, window, paths, options),
      { ...budget, firstRows: 300 },
    );
    return tally.facet(field, limit, []);
  }
  const statuses = statusesOf(query);
  if (statuses) {
    const summed = { fields: [facetField], statuses, query: [], limit, containing };
    const [facet] = await summedFacets(counting, summed);
    if (facet) return facet;
  }
  const live = { query, fields: [facetField], containing, bars: false, durationEdgesMs: null };
  return (await countLive(counting, live, budget)).facet(facetField, limit, []);
}
