import { DAY_MS, dayOf } from './day';
import { ensureDay } from './ensure-day';

/** Makes the partitions of every UTC day from the one of `fromMs` to the one of `toMs`. */
export async function ensureDays(fromMs: number, toMs: number): Promise<void> {
  for (let day = dayOf(fromMs); day <= dayOf(toMs); day += DAY_MS) await ensureDay(day);
}
