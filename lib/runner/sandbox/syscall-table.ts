/** What the filter has to know of a machine: `audit` is its name in the kernel's AUDIT_ARCH numbers. */
export interface SyscallTable {
  audit: number;
  /** The last call that was known when this was written. What came later is answered "not here". */
  newest: number;
  clone: number;
  clone3: number;
  socket: number;
  ioctl: number;
  /** Refused with EPERM. */
  refused: readonly number[];
}

/**
 * name: x86_64, aarch64 (null: that machine has no such call). Numbers of the kernel's own tables; from
 * 424 on both are the same.
 */
const REFUSED: Record<string, readonly [number, number | null]> = {
  // Other processes: none is started, none is looked into, and none leaves the group that is stopped
  // and ended as one.
  fork: [57, null],
  vfork: [58, null],
  execveat: [322, 281],
  setpgid: [109, 154],
  setsid: [112, 157],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  pidfd_send_signal: [424, 424],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  // Memory that belongs to no process, so that no limit counts it.
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  shmdt: [67, 197],
  semget: [64, 190],
  semop: [65, 193],
  semctl: [66, 191],
  semtimedop: [220, 192],
  msgget: [68, 186],
  msgsnd: [69, 189],
  msgrcv: [70, 188],
  msgctl: [71, 187],
  mq_open: [240, 180],
  mq_unlink: [241, 181],
  // Other namespaces and other file systems.
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  statmount: [457, 457],
  listmount: [458, 458],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  fanotify_init: [300, 262],
  fanotify_mark: [301, 263],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  // Where holes in the kernel have been found, and what no action needs.
  bpf: [321, 280],
  seccomp: [317, 277],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  personality: [135, 92],
  remap_file_pages: [216, 234],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  get_mempolicy: [239, 236],
  set_mempolicy_home_node: [450, 450],
  lookup_dcookie: [212, 18],
  vhangup: [153, 58],
  syslog: [103, 116],
  acct: [163, 89],
  // The machine itself: root alone may, and is not in here; refused before it is asked.
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  nfsservctl: [180, 42],
  iopl: [172, null],
  ioperm: [173, null],
  modify_ldt: [154, null],
  uselib: [134, null],
  ustat: [136, null],
  sysfs: [139, null],
  _sysctl: [156, null],
  create_module: [174, null],
  get_kernel_syms: [177, null],
  query_module: [178, null],
};

const numbers = (machine: 0 | 1) =>
  Object.values(REFUSED)
    .map((pair) => pair[machine])
    .filter((number) => number !== null)
    .sort((a, b) => a - b);

/** By Node's name of the machine. On any other nothing is run: a filter for it would be a guess. */
export const SYSCALL_TABLES: Record<string, SyscallTable | undefined> = {
  x64: {
    audit: 0xc000003e,
    newest: 462,
    clone: 56,
    clone3: 435,
    socket: 41,
    ioctl: 16,
    refused: numbers(0),
  },
  arm64: {
    audit: 0xc00000b7,
    newest: 462,
    clone: 220,
    clone3: 435,
    socket: 198,
    ioctl: 29,
    refused: numbers(1),
  },
};
