import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { python } from './python';

interface Python {
  /** Path of the interpreter. */
  path: string;
  /** Such as 3.11. */
  minor: string;
}

const list = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

function candidates(): string[] {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const managed = list(versions).map((name) => join(versions, name, 'bin', 'python3'));
  const folders = new Set(['/usr/bin', ...(process.env.PATH ?? '').split(':')]);
  const installed = [...folders].flatMap((folder) =>
    list(folder)
      .filter((name) => /^python3\.\d+$/.test(name))
      .map((name) => join(folder, name)),
  );
  return [...managed, ...installed].filter(existsSync);
}

function askMinor(path: string): string | null {
  try {
    return execFileSync(path, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null; // a version manager's script for a version that is not there
  }
}

/** One interpreter of each minor version from 3.8 on that the machine has, the default one first. */
export function findPythons(): Python[] {
  const found = new Map<string, string>();
  for (const path of [python, ...candidates()]) {
    const minor = askMinor(path);
    if (minor && Number(minor.slice(2)) >= 8 && !found.has(minor)) found.set(minor, path);
  }
  return [...found].map(([minor, path]) => ({ minor, path }));
}
