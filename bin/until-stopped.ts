import { StartProblem } from '@/lib/db/start-problem';
import { createEnding, type Ending } from './ending';
import { fail } from './fail.mjs';
import { createSay, type Say } from './say.mjs';

/** Starts something that lives until a signal ends it. What cannot start says why and leaves nothing behind. */
export async function untilStopped(
  run: (say: Say, ending: Ending) => Promise<void>,
): Promise<void> {
  const say = createSay();
  const ending = createEnding(say);
  const starting = run(say, ending);
  ending.listen(starting);
  try {
    await starting;
  } catch (error) {
    if (ending.signal.aborted) return;
    await ending.run();
    fail(cause(error));
  }
}

function cause(error: unknown): string {
  if (error instanceof StartProblem) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if ((code === 'EACCES' || code === 'EPERM') && path) {
    return `${path} belongs to another user (${code}). Start Runlens as that user, or set RUNLENS_DATA_DIR to another folder.`;
  }
  if (code === 'ENOSPC') return 'the disk is full. Make room, then start again.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
