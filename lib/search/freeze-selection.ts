import type { Viewer } from '@/lib/auth/viewer';
import { freezeMatching } from '@/lib/db/selections/freeze-matching';
import { AppError } from '@/lib/domain/app-error';
import type { FrozenSelection } from '@/lib/domain/frozen-selection';
import type { ProjectId } from '@/lib/domain/project';
import { timeRangeMs } from '@/lib/domain/time-range';
import { parseExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import { downwards } from '@/lib/query-state/list-key';
import { requireQuery } from '@/lib/query-state/require-query';
import { listClock } from './list-clock';

/** Each holds a connection until it is done. */
const MAX_RUNNING = 2;

let running = 0;

/**
 * Freezes what a screen lists at this moment, for the viewer alone. Throws `too_large` above the limit
 * of a selection.
 *
 * @param search of the screen's URL
 * @param onProgress ids written so far
 */
export async function freezeSelection(
  viewer: Viewer,
  projectId: ProjectId,
  search: string,
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<FrozenSelection> {
  const params = parseExecutionParams(new URLSearchParams(search));
  const clock = listClock();
  const query = {
    query: requireQuery(params.q),
    ...timeRangeMs(params.range, clock.now),
    direction: downwards(params),
  };
  if (running === MAX_RUNNING) {
    throw new AppError('rate_limited', 'Others are selecting at this moment: try again in a while');
  }
  running += 1;
  try {
    const filter = printExecutionFilter(params);
    const { userId } = viewer;
    return await freezeMatching(projectId, {
      ...{ userId, search: filter, query, clock, onProgress, signal },
    });
  } finally {
    running -= 1;
  }
}
