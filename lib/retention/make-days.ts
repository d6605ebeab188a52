import { DAY_MS } from '@/lib/db/partitions/day';
import { ensureDays } from '@/lib/db/partitions/ensure-days';

/** Days made ahead: the housekeeping may miss some of its turns. */
export const DAYS_AHEAD = 2;

/** Makes the days around now. Other days are made when something arrives for them. */
export async function makeDays(now = Date.now()): Promise<void> {
  await ensureDays(now - DAY_MS, now + DAYS_AHEAD * DAY_MS);
}
