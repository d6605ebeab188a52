import type { ListClock } from '@/lib/db/executions/list-executions';
import { env } from '@/lib/env';

const DAY_MS = 86_400_000;

/** Now, and where the kept days begin. One day of slack: the oldest partition goes as a whole. */
export function listClock(now = Date.now()): ListClock {
  return { now, oldestMs: now - (env().retentionDays + 1) * DAY_MS };
}
