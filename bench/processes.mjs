import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const KB = 1024;
const SAMPLE_EVERY_MS = 50;

/** @returns {{ pid: number, parent: number, name: string, rss: number }[]} rss in bytes */
function listProcesses() {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,comm='])
      .toString()
      .trim()
      .split('\n')
      .map((line) => {
        const [pid, parent, rss, ...name] = line.trim().split(/\s+/);
        return {
          pid: Number(pid),
          parent: Number(parent),
          rss: Number(rss) * KB,
          name: name.join(' '),
        };
      });
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const status = read(`/proc/${pid}/status`);
      const field = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
      if (status === '') return [];
      const rss = Number.parseInt(field('VmRSS') || '0', 10) * KB;
      return [{ pid: Number(pid), parent: Number(field('PPid')), name: field('Name'), rss }];
    });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

/** Resident bytes of a process and its children, without PostgreSQL. */
export function serverBytes(rootPid) {
  const all = listProcesses();
  const bytesBelow = (pid) =>
    all
      .filter(({ parent, name }) => parent === pid && !/postgres/.test(name))
      .reduce((sum, child) => sum + child.rss + bytesBelow(child.pid), 0);
  return (all.find(({ pid }) => pid === rootPid)?.rss ?? 0) + bytesBelow(rootPid);
}

/** Bytes of some processes: proportional on Linux, where what they share would count many times. */
export function sharedOutBytes(pids) {
  if (process.platform !== 'linux') {
    return listProcesses()
      .filter(({ pid }) => pids.includes(pid))
      .reduce((sum, { rss }) => sum + rss, 0);
  }
  return pids.reduce((sum, pid) => {
    const kb = /^Pss:\s*(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? '0';
    return sum + Number(kb) * KB;
  }, 0);
}

/** Looks again and again until told to stop; answers with the value at the start and the largest. */
export function watchPeak(look) {
  const before = look();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, look());
  }, SAMPLE_EVERY_MS);
  return () => {
    clearInterval(timer);
    return { before, peak: Math.max(peak, look()) };
  };
}
