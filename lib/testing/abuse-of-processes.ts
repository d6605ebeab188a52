import { type AbuseCase, refused, text } from './abuse-case';

const NETWORK: AbuseCase[] = [
  refused(
    'a server on 127.0.0.1',
    ({ port }) => `s = socket.socket(); s.settimeout(1); tell(s.connect, ("127.0.0.1", ${port}))`,
  ),
  refused(
    'a server on ::1',
    ({ port }) =>
      `s = socket.socket(socket.AF_INET6); s.settimeout(1); tell(s.connect, ("::1", ${port}))`,
  ),
  refused(
    'an address outside',
    () => 's = socket.socket(); s.settimeout(1); tell(s.connect, ("192.0.2.1", 80))',
  ),
  refused(
    'a datagram outside',
    () => 's = socket.socket(type=socket.SOCK_DGRAM); tell(s.sendto, b"x", ("192.0.2.1", 53))',
  ),
  refused('a name', () => 'tell(socket.getaddrinfo, "example.com", 80)'),
  {
    name: 'a port of the machine',
    code: ({ port }) => `s = socket.socket(); s.bind(("0.0.0.0", ${port})); s.listen()
c = socket.create_connection(("127.0.0.1", ${port})); s.accept()[0].send(b"own"); print(c.recv(3))`,
    says: /^b'own'\n$/,
  },
  refused(
    'an abstract socket of the server',
    ({ abstractSocket }) =>
      `tell(socket.socket(socket.AF_UNIX).connect, "\\0" + ${text(abstractSocket)})`,
  ),
  refused(
    'a socket file of the server',
    ({ socketPath }) => `tell(socket.socket(socket.AF_UNIX).connect, ${text(socketPath)})`,
  ),
  refused(
    'raw packets',
    () =>
      'tell(socket.socket, socket.AF_PACKET, socket.SOCK_RAW); tell(socket.socket, socket.AF_INET, socket.SOCK_RAW, 1)',
  ),
  refused(
    'the host of a virtual machine',
    () =>
      'tell(socket.socket, socket.AF_VSOCK); tell(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW); tell(socket.socket, socket.AF_ALG, socket.SOCK_SEQPACKET)',
  ),
];

const PROCESSES: AbuseCase[] = [
  {
    name: 'a fork bomb',
    code: () => `tell(os.fork)
while True:
    try: os.fork()
    except OSError: pass`,
    stop: 'wall',
    says: /^no: PermissionError/,
  },
  {
    name: 'threads without end',
    code: () => `import threading
threading.stack_size(65536)
started = 0
try:
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); started += 1
except RuntimeError as error:
    print(started < 64, error, flush=True)
os._exit(0)`,
    says: /^True can't start new thread\n$/,
  },
  {
    name: 'memory without end',
    code: () => `held = []
try:
    while True: held.append(bytearray(2**26))
except MemoryError:
    n = len(held); held.clear(); print("stopped", n <= 4)`,
    says: /^stopped True\n$/,
  },
  refused(
    'memory in twenty children',
    () =>
      'import subprocess, multiprocessing\nfor _ in range(20): tell(subprocess.Popen, [sys.executable, "-c", "bytearray(2**28)"])\ntell(multiprocessing.Process(target=print).start)',
  ),
  { name: 'an endless loop', code: () => 'while True: pass', stop: 'wall' },
  {
    name: 'a loop that no signal ends',
    code: () => `import signal
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass`,
    stop: 'wall',
  },
  { name: 'a call that never yields', code: () => '10 ** (10 ** 9)', stop: 'wall' },
  { name: 'sleep for ever', code: () => 'time.sleep(10 ** 6)', stop: 'wall' },
  {
    name: 'a daemon',
    code: () =>
      `tell(os.fork); tell(os.setsid); tell(os.setpgid, 0, 0); tell(os.posix_spawn, sys.executable, [sys.executable], {})`,
    says: /^(no: PermissionError.*\n){4}$/,
  },
  refused(
    'a daemon that holds stdout',
    () =>
      'import subprocess; tell(subprocess.Popen, ["/bin/sleep", "60"], None, None, None, None, None, None, True, False, None, None, None, None, 0, True, True)',
  ),
  {
    name: 'a flood on stdout',
    code: () => 'while True: sys.stdout.write("x" * 10**6)',
    stop: 'stdout',
  },
  {
    name: 'a flood on stderr',
    code: () => 'while True: sys.stderr.write("x" * 10**6)',
    stop: 'stderr',
  },
  { name: 'a flood of empty lines', code: () => 'while True: print()', stop: 'stdout' },
  {
    name: 'one line that does not fit into memory',
    code: () => 'print("x" * 5 * 10**8)',
    exitCode: 1,
    says: /^$/,
  },
  {
    name: 'killing every process',
    code: () => 'tell(os.kill, -1, 9); tell(os.kill, 1, 9); time.sleep(0.1); print("here")',
    says: /^no: ProcessLookupError.*\n(GOT None|no: .*)\nhere\n$/,
  },
  refused('killing the server', ({ pid }) => `tell(os.kill, ${pid}, 9); tell(os.kill, ${pid}, 0)`),
  refused(
    'looking into the parent',
    () =>
      'tell(call, 101 if os.uname().machine == "x86_64" else 117, 16, 1, 0, 0); tell(call, 310 if os.uname().machine == "x86_64" else 270, 1, 0, 0, 0, 0, 0)',
  ),
  refused(
    'a namespace of its own',
    () =>
      'tell(call, 272 if os.uname().machine == "x86_64" else 97, 0x10000000); tell(call, 435, 0, 88); tell(call, 56 if os.uname().machine == "x86_64" else 220, 0x10000000 | 17, 0, 0, 0, 0)',
  ),
  refused(
    'mount and chroot',
    () => `def mount():
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None): raise OSError(ctypes.get_errno(), "mount")
tell(mount); tell(os.chroot, "/tmp")`,
  ),
  refused(
    'another user, higher limits',
    () => `import resource
tell(os.setuid, 0); tell(os.setgid, 0)
for name in ("AS", "NOFILE", "FSIZE", "NPROC", "CPU"): tell(resource.setrlimit, getattr(resource, "RLIMIT_" + name), (-1, -1))`,
  ),
  refused(
    'a shell',
    () =>
      'tell(os.execv, "/bin/sh", ["sh", "-c", "id"]); import subprocess; tell(subprocess.check_output, ["/bin/sh", "-c", "id"])',
  ),
  refused(
    'doors of the kernel',
    () =>
      'for n in (321, 250, 425, 323, 298, 434, 438, 175, 246, 169, 304, 600):\n    tell(call, n if os.uname().machine == "x86_64" else 280, 0, 0, 0, 0, 0)',
  ),
  {
    name: "calls of another machine's numbers",
    // x86: mov eax, 20 (getpid); int 0x80; ret. On others there is no such door.
    code: () => `import mmap
if os.uname().machine != "x86_64": os.kill(os.getpid(), 31)
page = mmap.mmap(-1, 4096, prot=7); page.write(bytes.fromhex("b814000000cd80c3"))
print("GOT", ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))())`,
    // Killed by the filter; a kernel without that door refuses it by itself.
    exitCode: [128 + 31, 128 + 11],
    says: /^$/,
  },
  { name: 'a crash', code: () => 'ctypes.string_at(0)', exitCode: 128 + 11, says: /^$/ },
  {
    name: 'processor time of many threads',
    code: () => `import hashlib, threading
data = b"x" * 10**6
def burn():
    while True: hashlib.sha256(data)
for _ in range(4): threading.Thread(target=burn, daemon=True).start()
burn()`,
    stop: 'wall',
  },
];

const REPORT: AbuseCase[] = [
  {
    name: 'a link in place of the report',
    code: ({ secretFile }) => `for fd in (3, 500, 510):
    try: os.symlink(${text(secretFile)}, "/tmp/%d" % fd); os.replace("/tmp/%d" % fd, "/proc/self/fd/%d" % fd)
    except OSError as error: print("no:", error.strerror)`,
    says: /^(no: .*\n){3}$/,
  },
  {
    name: 'a forged report',
    code: () => `os.pwrite(510, b'{"outcome": "ok", "duration_ms": 1, "exit_code": 0, "python": "9.9"}', 0)
os._exit(3)`,
    exitCode: 3,
    says: /^$/,
  },
  {
    name: 'a report without end',
    code: () => `try:
    while True: os.write(510, b"x" * 2**20)
except OSError as error: print(error.strerror)
os._exit(0)`,
    says: /^File too large\n$/,
  },
  {
    name: 'descriptors sent to the server',
    code: () => `a, b = socket.socketpair()
with socket.socket(fileno=os.dup(1)) as out:
    tell(lambda: socket.send_fds(out, [b"x"], [a.fileno()]) and None)
print("here")`,
    // They are dropped where they arrive; what it prints afterwards may be lost, to its own harm.
    says: /^x/,
  },
  {
    name: 'every descriptor closed',
    code: () => 'os.closerange(0, 1000); os._exit(7)',
    exitCode: 7,
    says: /^$/,
  },
];

/** Ways out by the network and by other processes, and lies about the run itself. */
export const ABUSE_OF_PROCESSES: readonly AbuseCase[] = [...NETWORK, ...PROCESSES, ...REPORT];
