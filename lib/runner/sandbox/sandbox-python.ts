import { execFile } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { childEnvironment } from '@/lib/env';

const run = promisify(execFile);

/** A Python that is there, and all of the file system that it needs. */
export interface SandboxPython {
  /** Path of the interpreter, the same in the sandbox. */
  path: string;
  /** Such as 3.11.2. */
  version: string;
  /** Files and folders that it needs to read; absolute, existing, none within another. */
  readable: readonly string[];
  /** Links at the root of the system, such as /lib64: path and target. */
  links: readonly (readonly [path: string, target: string])[];
}

/** Which user asks; null: the one of this process. */
export type AsUser = { uid: number; gid: number } | null;

const OLDEST = [3, 8] as const;

/** Asked with the libraries loaded that its modules need, so that the places of these are among the answers. */
const ASK = `
import json, os, sys, sysconfig
for name in ("bz2", "ctypes", "curses", "decimal", "hashlib", "lzma", "readline", "sqlite3", "ssl", "uuid", "zlib"):
    try:
        __import__(name)
    except Exception:
        pass
prefixes = [p for p in (sys.prefix, sys.base_prefix, sys.exec_prefix) if p not in ("/", "/usr", "/usr/local")]
files = [line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if "/" in line]
libraries = [os.path.dirname(file) for file in files if ".so" in file]
stdlib = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
shared = ["/usr/share/zoneinfo", "/usr/lib/locale", "/usr/lib64", "/lib64", "/etc/ld.so.cache"]
paths = [sys.executable, os.path.realpath(sys.executable), *prefixes, *stdlib, *sys.path, *libraries, *shared]
print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3],
                  "paths": sorted({os.path.abspath(p) for p in paths if p and os.path.exists(p)})}))
`;

/** A whole system is not "what Python needs": a Python that names one of these is not taken at its word. */
const TOO_MUCH = new Set(['/', '/usr', '/usr/local', '/bin', '/usr/bin', '/etc', '/home', '/root']);

const ROOT_LINKS = ['/lib', '/lib64', '/lib32', '/bin', '/sbin'];

/**
 * The Pythons of this machine that can record, the one of the PATH first. `asUser` is who will run it:
 * the python3 of a version manager in somebody's home may be closed to others.
 */
export async function findSandboxPythons(asUser: AsUser): Promise<SandboxPython[]> {
  const found: SandboxPython[] = [];
  for (const command of ['python3', '/usr/bin/python3', '/usr/local/bin/python3']) {
    const python = await ask(command, asUser);
    if (python && !found.some(({ path }) => path === python.path)) found.push(python);
  }
  return found;
}

async function ask(command: string, asUser: AsUser): Promise<SandboxPython | null> {
  try {
    const { stdout } = await run(command, ['-s', '-c', ASK], {
      ...asUser,
      env: { ...childEnvironment(), HOME: '/' },
      cwd: '/',
      timeout: 10_000,
    });
    const said = JSON.parse(stdout) as { executable: string; version: string; paths: string[] };
    const [major = 0, minor = 0] = said.version.split('.').map(Number);
    if (major !== OLDEST[0] || minor < OLDEST[1]) return null;
    const links = ROOT_LINKS.flatMap((path) => linkAt(path));
    return {
      path: said.executable,
      version: said.version,
      readable: outermost(said.paths.filter((path) => !links.some(([at]) => isWithin(path, at)))),
      links,
    };
  } catch {
    // Not there, not for this user, or it does not start: the next one, and then none.
    return null;
  }
}

function linkAt(path: string): (readonly [string, string])[] {
  try {
    return [[path, readlinkSync(path)]];
  } catch {
    return []; // a folder, or nothing
  }
}

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** Without those that another one brings along. */
function outermost(paths: readonly string[]): string[] {
  const kept = paths.filter((path) => !TOO_MUCH.has(path) && existsSync(path));
  return kept.filter((path) => !kept.some((other) => other !== path && isWithin(path, other)));
}
