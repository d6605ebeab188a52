import type { ExactJson } from '../exact-json';
import { membersOf } from '../loose-json';

/** What tells a task instance from others of its run. */
export function taskName(task: unknown, json: ExactJson) {
  const { task_id, map_index, try_number } = membersOf(task);
  const numberOf = (value: unknown) => {
    const number = Number(json.textOf(value) || Number.NaN);
    return Number.isInteger(number) && number >= 0 ? number : null;
  };
  return {
    taskId: json.textOf(task_id) ?? '',
    /** Null for a task that is not mapped: Airflow says -1. */
    mapIndex: numberOf(map_index),
    tryNumber: numberOf(try_number) ?? 0,
  };
}
