import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * A file that says which process holds something. Returns 0 when it is now this one, else the number
 * of the living process that holds it; what a dead one left is taken over.
 * @param {string} file
 * @returns {number}
 */
export function takeLock(file) {
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n${birthOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
      return 0;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const [pid, birth] = readFileSync(file, 'utf8').split('\n');
    if (birth && birthOf(Number(pid)) === birth) return Number(pid);
    rmSync(file, { force: true });
  }
}

/**
 * When a process began, '' when there is none: numbers of processes are used again, after a restart
 * of a container always the same ones.
 */
function birthOf(/** @type {number} */ pid) {
  try {
    if (process.platform !== 'linux') {
      const command = ['-o', 'lstart=', '-p', String(pid)];
      return execFileSync('ps', command, { stdio: ['ignore', 'pipe', 'ignore'] })
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
