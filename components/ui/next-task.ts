/** Comes back in a task of its own, so that a key that was pressed meanwhile goes first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
