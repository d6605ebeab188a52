/** What is outside of the sandbox and must not be reached from inside. */
export interface Outside {
  /** A file only for the owner of this process, and one for everybody. */
  secretFile: string;
  openFile: string;
  folder: string;
  /** Of a process that must not be hurt. */
  pid: number;
  /** Of listeners on 127.0.0.1 and ::1. */
  port: number;
  /** Name of an abstract socket, path of another. */
  abstractSocket: string;
  socketPath: string;
}

export interface AbuseCase {
  name: string;
  /** Python; `tell(f)` prints what became of a try: `GOT …` or `no: …`. */
  code: (outside: Outside) => string;
  /** What must stand in its stdout, all of it in this order; nothing else may be `GOT`. */
  says?: RegExp;
  /** How it has to end, where the code does not come to its end. */
  stop?: 'wall' | 'stdout' | 'stderr' | 'files';
  /** 0 unless it says otherwise; one of several where machines differ. */
  exitCode?: number | readonly number[];
}

/** Stands above the code of each case. */
export const TELL = `import ctypes, os, socket, struct, sys, time
libc = ctypes.CDLL(None, use_errno=True)
def tell(f, *args):
    try:
        found = f(*args)
    except BaseException as error:
        print("no:", type(error).__name__, str(error)[:60], flush=True)
    else:
        print("GOT", repr(found)[:200], flush=True)
def call(number, *args):
    done = libc.syscall(number, *args)
    if done == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return done
def read(path):
    with open(path, "rb") as f:
        return f.read(100)
def write(path, data=b"x"):
    with open(path, "wb", 0) as f:
        return f.write(data)
`;

/** A literal of Python. */
export const text = (value: string | number) => JSON.stringify(value);

/** One try, which has to fail. */
export const refused = (name: string, code: (outside: Outside) => string): AbuseCase => ({
  name,
  code: (outside) => code(outside),
  says: /^(no: .*\n)+$/,
});
