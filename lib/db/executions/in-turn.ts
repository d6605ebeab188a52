/** Of the connections of a process, so that uploads never take those that the screens read with. */
const MAX_RUNNING = 6;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs at most some transactions at a time; the rest wait, in the order in which they came. */
export async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running === MAX_RUNNING) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    // Whoever is next takes over this turn, so that nobody can come in between.
    if (next) next();
    else running -= 1;
  }
}
