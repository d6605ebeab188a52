import { countWindow, type WindowAsked } from '@/lib/db/counts/count-window';
import { isDeep } from '@/lib/domain/match-query';
import { type Budget, countWindows } from './count-windows';
import type { Counting } from './start-counting';
import type { Tally } from './tally';

/** Rows of the first window. What reads payloads, steps or entries begins with few. */
const FIRST_ROWS = { row: 20_000, deep: 400 };

/** What is asked of the matching rows: see countWindow. */
export type LiveAsked = Omit<WindowAsked, 'now' | 'edgesMs'> & { bars: boolean };

/** Counts what matches by reading it, as far as the budget goes: see countWindows. */
export function countLive(
  counting: Counting,
  { bars, ...asked }: LiveAsked,
  budget: Budget,
  onWindow?: (tally: Tally) => void,
): Promise<Tally> {
  const { projectId, now } = counting;
  const window = { ...asked, now, edgesMs: bars ? counting.bars.edgesMs : null };
  return countWindows(
    counting,
    (range, options) => countWindow(projectId, range, window, options),
    { ...budget, firstRows: FIRST_ROWS[isDeep(asked.query) ? 'deep' : 'row'] },
    onWindow,
  );
}
