import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartProblem } from './start-problem';

export function makeDataDir(folder: string): void {
  try {
    make(folder);
    const probe = join(folder, `.write-test-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new StartProblem(
      `cannot write to the data directory ${folder} (${code}). Set RUNLENS_DATA_DIR to a folder that this user may write to.`,
    );
  }
}

/** Not mkdir's own recursion: it never returns where a parent takes no folders, such as /proc. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
