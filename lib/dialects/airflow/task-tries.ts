import type { ExactJson } from '../exact-json';
import { taskName } from './task-name';

interface TaskTry {
  task: unknown;
  /** Whether no later try of the same task is among them. */
  isLast: boolean;
}

/** Task instances in their order, each try of one once: of two documents about it the later one holds. */
export function taskTries(tasks: readonly unknown[], json: ExactJson): TaskTry[] {
  const tries = new Map<string, unknown>();
  const lastTry = new Map<string, number>();
  const keysOf = (task: unknown) => {
    const { taskId, mapIndex, tryNumber } = taskName(task, json);
    const key = JSON.stringify([taskId, mapIndex]);
    return { key, ofTry: `${tryNumber} ${key}`, tryNumber };
  };
  for (const task of tasks) {
    const { key, ofTry, tryNumber } = keysOf(task);
    tries.set(ofTry, task);
    lastTry.set(key, Math.max(tryNumber, lastTry.get(key) ?? 0));
  }
  return Array.from(tries.values(), (task) => {
    const { key, tryNumber } = keysOf(task);
    return { task, isLast: tryNumber === lastTry.get(key) };
  });
}
