import { countPathWindow } from '@/lib/db/counts/count-path-window';
import { listPromotedPaths } from '@/lib/db/facets/list-promoted-paths';
import type { Facet } from '@/lib/domain/counts';
import type { Query } from '@/lib/domain/query';
import { asksOf, valuesAsked, withoutField } from '@/lib/domain/query-parts';
import { type Budget, countWindows } from './count-windows';
import type { Counting } from './start-counting';

/** Payloads of the first window: a path of one costs tens of microseconds. */
const FIRST_ROWS = 300;

export interface PathsAsked {
  query: Query;
  values: number;
  /** Reports on the way. */
  exact: boolean;
}

/**
 * Facets of the paths that the project shows as such. No sums are kept of them: they are read from
 * the newest back as far as the budget goes.
 */
export async function countPaths(
  counting: Counting,
  { query, values, exact }: PathsAsked,
  budget: Budget,
  emit: (facets: readonly Facet[]) => void,
): Promise<void> {
  const paths = await listPromotedPaths(counting.projectId);
  const own = paths.filter((path) => asksOf(query, path));
  const together = paths.filter((path) => !asksOf(query, path));
  const groups = [...(together.length > 0 ? [together] : []), ...own.map((path) => [path])];
  for (const fields of groups) {
    const rest = fields === together ? query : withoutField(query, fields[0] ?? '');
    const asked = { query: rest, now: counting.now, paths: fields, containing: '' };
    const report = (tally: Awaited<ReturnType<typeof countWindows>>) =>
      emit(fields.map((path) => tally.facet(path, values, valuesAsked(query, path))));
    const tally = await countWindows(
      counting,
      (range, options) => countPathWindow(counting.projectId, range, asked, options),
      { ...budget, firstRows: FIRST_ROWS },
      exact ? report : undefined,
    );
    report(tally);
  }
}
