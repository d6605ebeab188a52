import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The oldest Python that the recorder supports. */
const OLDEST = [3, 8] as const;

/** The command of a Python that can record, or null. */
export async function findPython(): Promise<string | null> {
  for (const command of ['python3', 'python']) {
    try {
      const { stdout } = await run(command, ['-c', 'import sys; print(*sys.version_info[:2])'], {
        timeout: 10_000,
      });
      const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
      if (major === OLDEST[0] && minor >= OLDEST[1]) return command;
    } catch {
      // Not there, or it does not start: the next name, and then none.
    }
  }
  return null;
}
