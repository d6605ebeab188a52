/** Where the program of a run stands in the sandbox. */
export const PROGRAM_PATH = '/job/action.py';

/** Where the runtime stands that `compileRuntime` has made. */
export const RUNTIME_PATH = '/job/runtime';

/** Out of the way: the action sees the same file numbers as under the recorder. */
const OUTCOME_FD = 510;

/** Whether the program records what it meets, or is given what was recorded. */
export type RunMode = 'record' | 'replay';

/** Of one process. Bytes, but for `threads` and `descriptors`; `cpuS` in whole seconds. */
export interface ProcessLimits {
  cpuS: number;
  memoryBytes: number;
  fileBytes: number;
  descriptors: number;
  threads: number;
}

/**
 * The first Python that runs in the sandbox, before any of the action: sets the limits, which nothing in
 * there may raise again, closes every file that came along (a pipe of whatever started the server would
 * stay open), moves the outcome's from 3 to where an action never looks, and goes on as the first line of
 * the program would, with a recorder behind it. Parts of the runtime that are compiled already are not
 * compiled again, if they are the very same text.
 *
 * The limit of processes counts threads. It is set in here because outside it would count every process of
 * the user; in here it counts those of the sandbox.
 */
export function enterText(limits: ProcessLimits, mode: RunMode): string {
  return `import fcntl, marshal, os, resource, sys
from _frozen_importlib_external import MAGIC_NUMBER
os.umask(0o077)
fcntl.fcntl(3, fcntl.F_DUPFD_CLOEXEC, ${OUTCOME_FD})
os.closerange(3, ${OUTCOME_FD})
os.closerange(${OUTCOME_FD + 1}, 65536)
for name, soft, hard in (
    ("CORE", 0, 0), ("CPU", ${limits.cpuS}, ${limits.cpuS + 1}), ("AS", ${limits.memoryBytes}, None),
    ("FSIZE", ${limits.fileBytes}, None), ("NOFILE", ${limits.descriptors}, None),
    ("NPROC", ${limits.threads}, None), ("MEMLOCK", 65536, None)):
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (soft, soft if hard is None else hard))
sys.path.remove("")
sys.argv[:] = ["${PROGRAM_PATH}"${mode === 'record' ? ', "--record"' : ''}, "--outcome", "/proc/self/fd/${OUTCOME_FD}"]
for name in ("fcntl", "resource"):
    del sys.modules[name]
with open("${RUNTIME_PATH}", "rb") as file:
    runtime = file.read()
known = marshal.loads(runtime[len(MAGIC_NUMBER):]) if runtime.startswith(MAGIC_NUMBER) else {}
del runtime
def compile_new(text, *how, **also):
    return known.pop(text, None) or compile(text, *how, **also)
with open(sys.argv[0], encoding="utf-8", newline="\\n") as file:
    text = file.read().split("\\n#=== runtime ===\\n")[-1].split("\\n#=== ")[0].strip("r'\\n")
names = {"__name__": "<replay>", "__file__": sys.argv[0], "compile": compile_new}
exec(compile_new(text, "<replay>", "exec"), names)
`;
}
