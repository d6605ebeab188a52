import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobLog } from '@/lib/dialects/github/job-log';
import { CliProblem, EXIT } from '../cli-problem';

/** The logs in a folder by the ids of their jobs. Ids are GitHub's numbers: nothing else may name a file. */
export function folderOfJobLogs(folder: string | null): JobLog {
  return ({ id }) => {
    if (folder === null || id === null || !/^\d+$/.test(id)) return null;
    for (const ending of ['txt', 'log']) {
      try {
        return readFileSync(join(folder, `${id}.${ending}`), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
        throw new CliProblem(`the log of job ${id}: ${(error as Error).message}`, EXIT.usage);
      }
    }
    return null;
  };
}
