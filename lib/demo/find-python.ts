import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The oldest Python that the recorder supports. */
const OLDEST = [3, 8] as const;

const ASK = 'import sys; print(*sys.version_info[:2], sys.executable, sep="\\n")';

/**
 * A Python that can record, or null. Where it really is: the `python3` of a version manager is a
 * script that takes longer to start it than Python does.
 */
export async function findPython(): Promise<string | null> {
  for (const command of ['python3', 'python']) {
    try {
      const { stdout } = await run(command, ['-c', ASK], { timeout: 10_000 });
      const [major, minor, executable = ''] = stdout.trim().split('\n');
      if (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]) return executable || command;
    } catch {
      // Not there, or it does not start: the next name, and then none.
    }
  }
  return null;
}
