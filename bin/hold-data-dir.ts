import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '@/lib/db/start-problem';
import { takeLock } from './take-lock.mjs';

/** Keeps a second Runlens off a data directory. Returns what gives it free again. */
export function holdDataDir(dataDir: string): () => void {
  const file = join(dataDir, 'runlens.pid');
  const other = takeLock(file);
  if (other > 0) {
    throw new StartProblem(
      `another Runlens (process ${other}) is running on the data directory ${dataDir}. Stop it, or set RUNLENS_DATA_DIR and PORT for a second one.`,
    );
  }
  return () => rmSync(file, { force: true });
}
