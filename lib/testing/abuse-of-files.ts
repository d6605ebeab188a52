import { type AbuseCase, refused, text } from './abuse-case';

const READING: AbuseCase[] = [
  {
    name: 'secrets in the environment',
    code: () => 'print(sorted(os.environ))',
    says: /^\['COLUMNS', 'LINES', 'TZ'\]\n$/,
  },
  {
    name: 'the environment of other processes',
    code: () => `pids = [p for p in os.listdir("/proc") if p.isdigit()]
found = []
for pid in pids:
    try:
        found += [v for v in read("/proc/%s/environ" % pid).split(b"\\0") if b"SECRET" in v]
    except OSError:
        pass
print(len(pids), found)`,
    says: /^2 \[\]\n$/,
  },
  {
    name: 'the command lines of other processes',
    code: ({ pid }) => `tell(read, "/proc/${pid}/cmdline")`,
    says: /^no: FileNotFoundError/,
  },
  refused('a secret file of the server', ({ secretFile }) => `tell(read, ${text(secretFile)})`),
  refused('a file that everybody may read', ({ openFile }) => `tell(read, ${text(openFile)})`),
  refused('the list of a folder', ({ folder }) => `tell(os.listdir, ${text(folder)})`),
  refused('/etc/passwd', () => 'tell(read, "/etc/passwd")'),
  refused('/etc/shadow', () => 'tell(read, "/etc/shadow")'),
  refused('/root and /home', () => 'tell(os.listdir, "/root"); tell(os.listdir, "/home")'),
  {
    name: 'the root of the system',
    code: () => 'print(sorted(set(os.listdir("/")) - {"lib", "lib64", "lib32", "bin", "sbin"}))',
    says: /^\['dev', 'etc', 'job', 'proc'(, 'root')?, 'tmp', 'usr'\]\n$/,
  },
  {
    name: 'what the server left open',
    code: () => `for fd in sorted(map(int, os.listdir("/proc/self/fd"))):
    try:
        print(fd, os.readlink("/proc/self/fd/%d" % fd).split(":")[0])
    except OSError:
        pass`,
    // The recorder's own file stands where no action looks, without a name.
    says: /^0 pipe\n1 socket\n2 socket\n(500|510) \S+ \(deleted\)\n510 \S+ \(deleted\)\n$/,
  },
  refused(
    'the devices of the machine',
    () =>
      'tell(read, "/dev/mem"); tell(read, "/dev/kmsg"); tell(read, "/dev/sda"); tell(read, "/dev/vda"); tell(read, "/dev/kvm")',
  ),
  refused('/sys', () => 'tell(os.listdir, "/sys"); tell(os.listdir, "/sys/class")'),
  {
    name: 'programs of other users',
    // What is bound with its folder cannot give anybody another user's rights.
    code: () => `found = [os.path.join(at, name) for at, _, names in os.walk("/usr") for name in names]
found = [path for path in found if not os.path.islink(path) and os.stat(path).st_mode & 0o6000]
print([path for path in found if not os.statvfs(path).f_flag & os.ST_NOSUID])
print(sorted(name for name in os.listdir("/usr/bin") if not name.startswith("python")))`,
    says: /^\[\]\n\[\]\n$/,
  },
  refused(
    'the first process of the sandbox',
    () =>
      'for name in ("mem", "environ", "exe", "cmdline", "maps"): tell(open, "/proc/1/" + name)\ntell(os.listdir, "/proc/1/fd"); tell(open, "/proc/1/mem", "r+b")',
  ),
];

const WRITING: AbuseCase[] = [
  refused(
    'writing into the system',
    () =>
      'tell(write, "/usr/x"); tell(write, "/etc/x"); tell(write, "/x"); tell(write, "/lib64/x")',
  ),
  refused('writing into /dev and /job', () => 'tell(write, "/dev/x"); tell(write, "/job/x")'),
  refused('overwriting a secret', ({ secretFile }) => `tell(write, ${text(secretFile)})`),
  refused(
    'swapping its own program',
    () =>
      'tell(write, "/job/action.py"); tell(os.unlink, "/job/action.py"); tell(os.rename, "/tmp", "/job/action.py")',
  ),
  refused(
    'settings of the kernel',
    () =>
      'tell(write, "/proc/sys/kernel/core_pattern"); tell(write, "/proc/sysrq-trigger"); tell(write, "/proc/sys/kernel/hostname")',
  ),
  refused(
    'a device of its own',
    () =>
      'tell(os.mknod, "/tmp/sda", 0o60666, os.makedev(8, 0)); tell(os.mknod, "/tmp/mem", 0o20666, os.makedev(1, 1))',
  ),
  {
    name: 'one file of a gigabyte',
    code: () => `f = open("/tmp/a", "wb", 0)
try:
    while True: f.write(b"x" * 2**20)
except OSError as error:
    print(f.tell() >> 20, error.strerror)`,
    says: /^16 File too large\n$/,
  },
  {
    name: '200 files of 15 MB',
    code: () => `made = 0
try:
    for i in range(200):
        with open("/tmp/%d" % i, "wb", 0) as f:
            for _ in range(15): made += f.write(b"x" * 2**20)
except OSError as error:
    print(made <= 32 << 20, error.strerror)`,
    says: /^True No space left on device\n$/,
  },
  {
    name: '100,000 empty files',
    code: () => `for i in range(10**9): open("/tmp/%d" % i, "wb").close()`,
    stop: 'files',
  },
  {
    name: 'filling /dev/shm',
    code: () => `made = 0
try:
    for i in range(64):
        with open("/dev/shm/%d" % i, "wb", 0) as f: made += f.write(b"x" * 2**17)
except OSError as error:
    print(made <= 2**20, error.strerror)`,
    says: /^True No space left on device\n$/,
  },
  {
    name: 'memory behind descriptors',
    code: () => 'tell(os.memfd_create, "x"); tell(call, 319, b"x", 0)',
    says: /^(no: .*\n){2}$/,
  },
  refused(
    'shared memory of System V',
    () => 'tell(call, 29 if os.uname().machine == "x86_64" else 194, 0, 1 << 30, 0o1600)',
  ),
  {
    name: 'more descriptors than there are',
    code: () => `held = []
try:
    while True: held.append(open("/dev/null"))
except OSError as error:
    print(len(held) < 512, error.strerror)`,
    says: /^True Too many open files\n$/,
  },
];

/** Reading and writing what is not in the sandbox, and filling what is. */
export const ABUSE_OF_FILES: readonly AbuseCase[] = [...READING, ...WRITING];
