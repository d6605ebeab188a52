import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { WorkerRecord } from '@/lib/db/runs/worker-record';

type ProcessIdentity = Pick<WorkerRecord, 'place' | 'pid' | 'pidStarted'>;

/** Where this process is, so that a later one there can tell whether it is gone. */
export function processIdentity(): ProcessIdentity {
  const parts = [hostname(), read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))];
  const place = [...parts, read(() => readlinkSync('/proc/self/ns/pid'))].join(' ');
  return { place, pid: process.pid, pidStarted: startOf(process.pid) };
}

/** Whether a process of this place is certainly gone: no process has its number, or another one has. */
export function isGone({ pid, pidStarted }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  return startOf(pid) !== pidStarted;
}

/** When a process began, in the kernel's own count; empty where there is no such file. */
function startOf(pid: number): string {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program stands in parentheses and may hold anything; the 22nd field is the 20th behind it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function read(from: () => string): string {
  try {
    return from().trim();
  } catch {
    return '';
  }
}
