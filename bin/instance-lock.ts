import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '@/lib/db/start-problem';

/** Keeps a second Runlens off a data directory. Returns what gives it free again. */
export function takeInstanceLock(dataDir: string): () => void {
  const file = join(dataDir, 'runlens.pid');
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n${birthOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '', birth] = readFileSync(file, 'utf8').split('\n');
    if (birth && birthOf(Number(pid)) === birth) {
      throw new StartProblem(
        `another Runlens (process ${pid}) is running on the data directory ${dataDir}. Stop it, or set RUNLENS_DATA_DIR and PORT for a second one.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/**
 * When a process began, '' when there is none: numbers of processes are used again, after a restart
 * of a container always the same ones.
 */
function birthOf(pid: number): string {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .toString()
        .trim();
    }
    const boot = '/proc/sys/kernel/random/boot_id';
    // Field 22, counted behind the name, which may hold spaces and brackets.
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    return `${ticks} ${existsSync(boot) ? readFileSync(boot, 'utf8').trim() : ''}`;
  } catch {
    return '';
  }
}
