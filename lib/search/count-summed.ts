import { countDays } from '@/lib/db/counts/count-days';
import type { Dimension } from '@/lib/db/rollups/dimensions';
import type { Facet, Histogram } from '@/lib/domain/counts';
import type { Query } from '@/lib/domain/query';
import type { FacetField } from '@/lib/domain/query-fields';
import { valuesAsked } from '@/lib/domain/query-parts';
import type { Status } from '@/lib/domain/status';
import { rankValues } from './rank-values';
import type { Counting } from './start-counting';
import { toHistogram } from './tally';

/** Executions of some statuses over time, from the sums. */
export function summedHistogram(counting: Counting, statuses: readonly Status[]): Histogram {
  const counts = counting.totals.filter(({ status }) => statuses.includes(status));
  return toHistogram(counting, counts, { exact: counting.totalsExact, countedBackToMs: null });
}

export interface SummedAsked {
  fields: readonly FacetField[];
  /** All of them: of any status. */
  statuses: readonly Status[];
  /** Whose chosen values are listed in any case. */
  query: Query;
  limit: number;
  containing: string;
}

/** Facets of what is filtered by nothing but statuses, from the sums. */
export async function summedFacets(
  counting: Counting,
  { fields, statuses, query, limit, containing }: SummedAsked,
): Promise<Facet[]> {
  const dimensions = fields.filter((field): field is Dimension => field !== 'status');
  const chosen = Object.fromEntries(dimensions.map((field) => [field, valuesAsked(query, field)]));
  const isAny = counting.totals.every(({ status }) => statuses.includes(status));
  const counts =
    dimensions.length === 0
      ? []
      : await countDays(counting.projectId, counting.dayPlan, {
          fields: dimensions,
          statuses: isAny ? null : statuses,
          // One more says whether there are more.
          limit: limit + 1,
          chosen,
          containing,
        });
  const exact = counting.dayPlan.scaled.length === 0;
  return fields.map((field) => {
    if (field === 'status') return statusFacet(counting, query, statuses);
    const values = counts
      .filter((one) => one.field === field)
      .map(({ value, n }) => ({ value, count: n }));
    const ranked = rankValues(values, limit, containing === '' ? (chosen[field] ?? []) : []);
    return { field, ...ranked, exact, countedBackToMs: null };
  });
}

function statusFacet(counting: Counting, query: Query, statuses: readonly Status[]): Facet {
  const sums = new Map<string, number>();
  for (const { status, n } of counting.totals) {
    if (statuses.includes(status)) sums.set(status, (sums.get(status) ?? 0) + n);
  }
  const values = Array.from(sums, ([value, count]) => ({ value, count }));
  const ranked = rankValues(values, values.length, valuesAsked(query, 'status'));
  return { field: 'status', ...ranked, exact: counting.totalsExact, countedBackToMs: null };
}
