/** What the settings table holds, by key. */
export interface SettingValue {
  default_project: { created: true };
  /** `base` is the instant from which the demo's ages count; the same base makes a refill idempotent. */
  demo: { state: 'filling' | 'filled'; base: string };
  /** Executions from before there were error groups: done, or those of a project up to an id are left. */
  error_groups_backfill: { isDone: boolean; projectId: number; before: string };
}

export type SettingKey = keyof SettingValue;
