import { deleteOldFeed } from '@/lib/db/feed/delete-old-feed';
import { cleanPendingLists } from '@/lib/db/partitions/clean-pending-lists';
import { DAY_MS } from '@/lib/db/partitions/day';
import { dropDaysBefore } from '@/lib/db/partitions/drop-days-before';
import { ensureDays } from '@/lib/db/partitions/ensure-days';
import { dropOldSelections } from '@/lib/db/selections/drop-old-selections';
import { env } from '@/lib/env';

/** Days made ahead: the housekeeping may miss some of its turns. */
const DAYS_AHEAD = 2;
/** Days whose indexes still take many rows: those made ahead, today and yesterday. */
const HOT_DAYS = DAYS_AHEAD + 2;

/**
 * Makes the days around now, drops those that are older than the retention as a whole, and tidies the
 * search indexes of the newest, the feed and what was selected long ago. Other days are made when something arrives for them.
 */
export async function keepPartitions(retentionDays: number = env().retentionDays): Promise<void> {
  const now = Date.now();
  await ensureDays(now - DAY_MS, now + DAYS_AHEAD * DAY_MS);
  await dropDaysBefore(now - retentionDays * DAY_MS);
  await cleanPendingLists(HOT_DAYS);
  await deleteOldFeed();
  await dropOldSelections();
}
