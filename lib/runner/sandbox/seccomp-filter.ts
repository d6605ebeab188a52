import type { SyscallTable } from './syscall-table';

/** linux/bpf_common.h */
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER = 0x25;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;

/** linux/seccomp.h: where a word of the call stands in what the filter is given. */
const NUMBER_AT = 0;
const MACHINE_AT = 4;
/** Low words: both machines are little-endian. */
const FIRST_ARGUMENT_AT = 16;
const SECOND_ARGUMENT_AT = 24;

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const refuse = (errno: number) => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

const CLONE_THREAD = 0x00010000;
/** Every CLONE_NEW… that clone can be given, namespaces of time apart, for which it has no bit. */
const CLONE_NEW_NAMESPACE = 0x7e020000;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;

/** They type into a terminal, or give it another driver. */
const TERMINAL_TRICKS = [0x5412, 0x541c, 0x5423];

type Instruction = readonly [code: number, value: number, then?: number, otherwise?: number];

/**
 * The program that the kernel asks about every call of the sandbox, in the bytes that bubblewrap takes.
 * Threads may be started, processes may not: their limits would begin anew. Sockets are of the sandbox's
 * own network or between its own ends; AF_VSOCK and AF_NETLINK lead out of it or deep into the kernel.
 */
export function seccompFilter(table: SyscallTable): Buffer {
  const program: Instruction[] = [
    [LOAD, MACHINE_AT],
    // Another machine's calls (32 bits on x86_64) have other numbers.
    [JUMP_EQUAL, table.audit, 1, 0],
    [RETURN, KILL],
    [LOAD, NUMBER_AT],
    ...when([JUMP_GREATER, table.newest], [[RETURN, refuse(ENOSYS)]]),
    // Its flags stand in memory, where a filter cannot look: the C library then takes clone.
    ...when([JUMP_EQUAL, table.clone3], [[RETURN, refuse(ENOSYS)]]),
    ...table.refused.flatMap((number) => when([JUMP_EQUAL, number], [[RETURN, refuse(EPERM)]])),
    ...when(
      [JUMP_EQUAL, table.clone],
      [
        [LOAD, FIRST_ARGUMENT_AT],
        ...when([JUMP_ANY_BIT, CLONE_NEW_NAMESPACE], [[RETURN, refuse(EPERM)]]),
        ...when([JUMP_ANY_BIT, CLONE_THREAD], [[RETURN, ALLOW]]),
        [RETURN, refuse(EPERM)],
      ],
    ),
    ...when(
      [JUMP_EQUAL, table.socket],
      [
        [LOAD, FIRST_ARGUMENT_AT],
        ...[AF_UNIX, AF_INET, AF_INET6].flatMap((family) =>
          when([JUMP_EQUAL, family], [[RETURN, ALLOW]]),
        ),
        [RETURN, refuse(EAFNOSUPPORT)],
      ],
    ),
    ...when(
      [JUMP_EQUAL, table.ioctl],
      [
        [LOAD, SECOND_ARGUMENT_AT],
        ...TERMINAL_TRICKS.flatMap((request) =>
          when([JUMP_EQUAL, request], [[RETURN, refuse(EPERM)]]),
        ),
        [RETURN, ALLOW],
      ],
    ),
    [RETURN, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, value, then = 0, otherwise = 0], at) => {
    bytes.writeUInt16LE(code, at * 8);
    bytes.writeUInt8(then, at * 8 + 2);
    bytes.writeUInt8(otherwise, at * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, at * 8 + 4);
  });
  return bytes;
}

/** A test, and what is done where it holds; where it does not, it is jumped over. */
function when([code, value]: Instruction, done: readonly Instruction[]): Instruction[] {
  return [[code, value, 0, done.length], ...done];
}
