import { deleteOldFeed } from '@/lib/db/feed/delete-old-feed';
import { cleanPendingLists } from '@/lib/db/partitions/clean-pending-lists';
import { DAY_MS } from '@/lib/db/partitions/day';
import { dropDaysBefore } from '@/lib/db/partitions/drop-days-before';
import { dropOldSelections } from '@/lib/db/selections/drop-old-selections';
import { env } from '@/lib/env';
import { archiveDays } from './archive-days';
import { DAYS_AHEAD, makeDays } from './make-days';

/** Days whose indexes still take many rows: those made ahead, today and yesterday. */
const HOT_DAYS = DAYS_AHEAD + 2;

/**
 * Makes the days around now, drops those that are older than the retention as a whole, and tidies the
 * search indexes of the newest, the feed and what was selected long ago. Where days are exported, none is
 * dropped that is not in a file; `report` is told what keeps it.
 */
export async function keepPartitions(
  report: (error: Error) => void,
  { retentionDays, exportDir }: { retentionDays: number; exportDir: string | null } = env(),
): Promise<void> {
  const now = Date.now();
  await makeDays(now);
  const edge = now - retentionDays * DAY_MS;
  await dropDaysBefore(exportDir === null ? edge : await archiveDays(exportDir, edge, report));
  await cleanPendingLists(HOT_DAYS);
  await deleteOldFeed();
  await dropOldSelections();
}
