import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // gone meanwhile, or another user's
  }
}

/** Numbers of the processes of a sandbox, inside it and around it, known by the hash seed that they were given. */
export function sandboxProcesses(hashSeed: number): number[] {
  const argument = `\0PYTHONHASHSEED\0${hashSeed}\0`;
  const variable = `PYTHONHASHSEED=${hashSeed}\0`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (pid) =>
        read(`/proc/${pid}/cmdline`).includes(argument) ||
        read(`/proc/${pid}/environ`).includes(variable),
    )
    .map(Number);
}

/** The hash seeds of the sandboxes that this process has started. */
export function sandboxSeeds(parent: number): number[] {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(Number(name))?.parent === parent,
  );
  return children.flatMap((pid) => {
    const seed = /\0PYTHONHASHSEED\0(\d+)\0/.exec(read(`/proc/${pid}/cmdline`))?.[1];
    return seed ? [Number(seed)] : [];
  });
}

/** Of the process that has started these. */
export function starterOf(processes: readonly number[]): number {
  const parents = processes.map((pid) => statOf(pid)?.parent ?? 0);
  return parents.find((parent) => parent > 0 && !processes.includes(parent)) ?? -1;
}

/** Such as R, S or T; null when there is none, or nothing but a number that nobody has taken back yet. */
export function processState(pid: number): string | null {
  const state = statOf(pid)?.state ?? 'Z';
  return state === 'Z' ? null : state;
}

function statOf(pid: number): { state: string; parent: number } | null {
  // The name before it may hold anything, a parenthesis as well.
  const found = /^.*\) (\w) (\d+) /s.exec(read(`/proc/${pid}/stat`));
  return found ? { state: found[1] ?? '', parent: Number(found[2]) } : null;
}
