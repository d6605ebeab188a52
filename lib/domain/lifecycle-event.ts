import type { Level } from './level';
import type { NewEntry } from './new-entry';

/** What a worker says about a run itself, with the level at which it is always said. */
const LIFECYCLE_LEVEL = {
  lease_acquired: 'info',
  heartbeat: 'info',
  run_interrupted: 'warning',
  run_cancelled: 'warning',
  run_completed: 'info',
  run_failed: 'error',
  watchdog_recovery: 'warning',
  watchdog_fast_recovery: 'warning',
  watchdog_cancelled: 'warning',
} as const satisfies Record<string, Level>;

export type LifecycleEvent = keyof typeof LIFECYCLE_LEVEL;

/** The entry of an event. `data` is what a program wants to know of it. */
export function lifecycleEntry(
  event: LifecycleEvent,
  message: string,
  data: Readonly<Record<string, string | number | boolean | null>> = {},
): NewEntry {
  return { level: LIFECYCLE_LEVEL[event], event, message, dataText: JSON.stringify(data) };
}
