import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '@/lib/env';
import { compileRuntime } from './compile-runtime';
import { runInSandbox } from './run-in-sandbox';
import type { BuildProgram, Sandbox, SandboxState } from './sandbox';
import { sandboxLimits } from './sandbox-limits';
import { type AsUser, findSandboxPythons } from './sandbox-python';
import { seccompFilter } from './seccomp-filter';
import { SYSCALL_TABLES } from './syscall-table';

/** The numbers of the user and the group that own nothing. */
const NOBODY: AsUser = { uid: 65_534, gid: 65_534 };

const PROBE_MS = 20_000;

/** Prints `closed` only when the fence is where it should be. */
const PROBE_CODE = `import os, socket
def refused(call, *args):
    try:
        call(*args)
    except OSError:
        return True
    return False
assert refused(os.fork) and refused(os.listdir, "/root") and refused(os.listdir, "/etc/ssl")
assert refused(open, "/proc/1/environ", "w") and refused(open, "/x", "w") and refused(open, "/dev/x", "w")
assert refused(socket.create_connection, ("192.0.2.1", 9), 1) and os.getuid() == 65534
print("closed")
`;

/**
 * Finds out once whether runs can be fenced in on this machine, by running one with every flag that they
 * get. Never throws; where it cannot be, the reason says what is missing.
 */
export async function probeSandbox(buildProgram: BuildProgram): Promise<SandboxState> {
  const no = (reason: string): SandboxState => ({ ok: false, reason });
  if (process.platform !== 'linux') {
    return no(`The sandbox needs Linux; this is ${process.platform}.`);
  }
  const table = SYSCALL_TABLES[process.arch];
  if (!table) {
    return no(`The sandbox has no filter of system calls for ${process.arch}, only x64 and arm64.`);
  }
  const bwrap = await findBwrap();
  if (!bwrap) {
    return no('bubblewrap is not installed. Install it (apt install bubblewrap) and start again.');
  }
  const asUser = process.getuid?.() === 0 ? NOBODY : null;
  const pythons = await findSandboxPythons(asUser);
  if (pythons.length === 0) {
    const whom = asUser ? ' that the user nobody may read, as whom runs are started by root' : '';
    return no(`There is no Python 3.8 or newer${whom}. Install it (apt install python3).`);
  }
  const frozenText = '{"env": {}, "tz": "UTC", "stdin": "", "hash_seed": 1}';
  const program = buildProgram({ code: PROBE_CODE, contextText: null, frozenText });
  const problems: string[] = [];
  for (const python of pythons) {
    try {
      const runtime = await compileRuntime(python, asUser, program);
      const sandbox = { bwrap, python, asUser, filter: seccompFilter(table), runtime };
      const problem = await tryOut(sandbox, program);
      if (problem === null) return { ok: true, sandbox };
      if (!problems.includes(problem)) problems.push(problem);
    } catch (error) {
      problems.push(String(error));
    }
  }
  return no(problems.join(' '));
}

async function tryOut(sandbox: Sandbox, program: string): Promise<string | null> {
  const limits = sandboxLimits(PROBE_MS);
  const end = await runInSandbox(sandbox, { program, limits, hashSeed: 1 });
  if (end.refusal !== null) return inWords(end.refusal);
  if (end.exitCode === 0 && end.stdout.head.toString() === 'closed\n') return null;
  const said = end.stderr.head.toString('utf8').trim().split('\n').at(-1);
  return `A trial run in the sandbox went wrong: ${said || `exit code ${end.exitCode}`}.`;
}

function inWords(refusal: string): string {
  if (/No permissions to creat|Creating new namespace failed|uid map|clone failed/i.test(refusal)) {
    return `User namespaces are off for this user, without which bubblewrap cannot fence anything in (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone or kernel.apparmor_restrict_unprivileged_userns; in a container its seccomp profile). It said: ${refusal}`;
  }
  if (/seccomp/i.test(refusal)) {
    return `The kernel takes no filter of system calls (seccomp). It said: ${refusal}`;
  }
  if (/Unknown option/i.test(refusal)) {
    return `This bubblewrap is too old; 0.8 or newer is needed. It said: ${refusal}`;
  }
  return `bubblewrap cannot make a sandbox here. It said: ${refusal}`;
}

/** Where it really is: the sandbox is started without a PATH. */
async function findBwrap(): Promise<string | null> {
  const folders = [...(childEnvironment().PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  for (const folder of folders.filter((one) => one.startsWith('/'))) {
    try {
      await promisify(execFile)(`${folder}/bwrap`, ['--version'], { timeout: 10_000 });
      return `${folder}/bwrap`;
    } catch {
      // Not in this one.
    }
  }
  return null;
}
