import { DAY_MS, dayOf } from '@/lib/db/partitions/day';
import { listPartitions } from '@/lib/db/partitions/list-partitions';
import { env } from '@/lib/env';

/** Housekeeping comes once an hour, and may miss a turn. */
const GRACE_MS = 3 * 60 * 60_000;

/** Days that should be gone but wait to be exported, oldest first, as `2026-10-20`. */
export async function heldDays(now = Date.now(), settings = env()): Promise<string[]> {
  const { exportDir, retentionDays } = settings;
  if (exportDir === null) return [];
  const oldest = dayOf(now - GRACE_MS - retentionDays * DAY_MS);
  const partitions = (await listPartitions()).filter(({ table }) => table === 'executions');
  return partitions
    .filter(({ day }) => day < oldest)
    .map(({ day }) => new Date(day).toISOString().slice(0, 10));
}
