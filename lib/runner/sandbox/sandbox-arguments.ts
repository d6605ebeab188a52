import {
  enterText,
  PROGRAM_PATH,
  type ProcessLimits,
  RUNTIME_PATH,
  type RunMode,
} from './enter-text';
import type { SandboxPython } from './sandbox-python';

/** What the sandbox finds open besides its three streams. */
export const SANDBOX_FDS = { outcome: 3, filter: 4, program: 5, status: 6, runtime: 7 } as const;

/** Of the folder /tmp, which is memory and gone afterwards. */
const SCRATCH_BYTES = 32 * 1024 * 1024;

/** What Python's own semaphores and shared memory need. */
const SHARED_BYTES = 1024 * 1024;

/** A number that belongs to nobody: files look as if they were somebody else's. */
const NOBODY = '65534';

const DEVICES = ['/dev/null', '/dev/zero', '/dev/full', '/dev/random', '/dev/urandom'];

const DEVICE_LINKS = [
  ['/proc/self/fd', '/dev/fd'],
  ['/proc/self/fd/0', '/dev/stdin'],
  ['/proc/self/fd/1', '/dev/stdout'],
  ['/proc/self/fd/2', '/dev/stderr'],
];

/**
 * The command line of bubblewrap. Everything that is not named is not there: the root is empty, the
 * network has nothing but its own loopback, the processes of the machine have no numbers. No new session:
 * what is inside stays in one group of processes with bubblewrap, which is stopped and ended as a whole,
 * and has no terminal.
 */
export function sandboxArguments(
  python: SandboxPython,
  limits: ProcessLimits,
  hashSeed: number,
  mode: RunMode,
): string[] {
  const environment = {
    LANG: 'C.UTF-8',
    PATH: '/usr/bin:/bin',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: String(hashSeed),
    // The runtime starts Python again without it.
    _REPLAY: '1',
  };
  return [
    ...['user', 'pid', 'net', 'ipc', 'uts'].map((name) => `--unshare-${name}`),
    '--unshare-cgroup-try',
    ...['--uid', NOBODY, '--gid', NOBODY, '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    '--die-with-parent',
    '--clearenv',
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...python.readable.flatMap((path) => ['--ro-bind', path, path]),
    ...python.links.flatMap(([path, target]) => ['--symlink', target, path]),
    // Bubblewrap's own process is in there too, and has none of the limits: nobody may write to its memory.
    ...['--proc', '/proc', '--tmpfs', '/proc/1', '--remount-ro', '/proc/1', '--tmpfs', '/dev'],
    ...DEVICES.flatMap((path) => ['--dev-bind', path, path]),
    ...DEVICE_LINKS.flatMap(([target, path]) => ['--symlink', target ?? '', path ?? '']),
    ...['--size', String(SHARED_BYTES), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(SCRATCH_BYTES), '--tmpfs', '/tmp', '--chdir', '/tmp'],
    ...['--ro-bind-data', String(SANDBOX_FDS.program), PROGRAM_PATH],
    ...['--ro-bind-data', String(SANDBOX_FDS.runtime), RUNTIME_PATH],
    ...['--remount-ro', '/'],
    ...['--seccomp', String(SANDBOX_FDS.filter)],
    ...['--json-status-fd', String(SANDBOX_FDS.status)],
    '--',
    ...[python.path, '-X', 'utf8', '-s', '-c', enterText(limits, mode)],
  ];
}
