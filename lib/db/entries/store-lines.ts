import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import { inTurn } from '../executions/in-turn';
import { sqlFailure } from '../sql-state';
import type { LineVerdict } from './line-verdict';

const MAX_TRANSIENT_RETRIES = 3;

const NOT_STORABLE: LineVerdict = {
  kind: 'rejected',
  code: 'not_storable',
  message: 'The database cannot store what this line holds',
};

/**
 * Stores lines in one transaction, in turn with other uploads. Where the database refuses the data of
 * one line, only that one is rejected. Throws `unavailable` when there is no database.
 */
export async function storeLines<Line>(
  lines: readonly Line[],
  store: (lines: readonly Line[]) => Promise<LineVerdict[]>,
): Promise<LineVerdict[]> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await inTurn(() => store(lines));
    } catch (error) {
      const failure = sqlFailure(error);
      if (failure === 'data') {
        if (lines.length === 1) return [NOT_STORABLE];
        const half = Math.ceil(lines.length / 2);
        const first = await storeLines(lines.slice(0, half), store);
        return [...first, ...(await storeLines(lines.slice(half), store))];
      }
      if (failure === 'unavailable') throw new AppError('unavailable', undefined, { cause: error });
      if (failure !== 'transient' || retries >= MAX_TRANSIENT_RETRIES) throw error;
      // Two that locked each other would meet again.
      await sleep(100 * Math.random());
    }
  }
}
