import { describe, expect, it } from 'vitest';
import { seccompFilter } from './seccomp-filter';
import { SYSCALL_TABLES, type SyscallTable } from './syscall-table';

interface Call {
  machine: number;
  number: number;
  first?: number;
  second?: number;
}

/** What the kernel does with the program, for the few instructions that stand in it. */
function verdict(filter: Buffer, { machine, number, first = 0, second = 0 }: Call): string {
  const words = new Map([
    [0, number],
    [4, machine],
    [16, first],
    [24, second],
  ]);
  let loaded = 0;
  for (let at = 0; at < filter.length / 8; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const [then, otherwise] = [filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3)];
    const value = filter.readUInt32LE(at * 8 + 4);
    if (code === 0x20) loaded = (words.get(value) ?? Number.NaN) >>> 0;
    else if (code === 0x06) {
      if (value === 0x7fff0000) return 'allowed';
      return value === 0x80000000 ? 'killed' : `errno ${value & 0xffff}`;
    } else {
      const holds =
        code === 0x15
          ? loaded === value
          : code === 0x25
            ? loaded > value
            : (loaded & value) >>> 0 !== 0;
      at += holds ? then : otherwise;
    }
  }
  throw new Error('the program has no end');
}

describe.each(Object.entries(SYSCALL_TABLES))('the filter of %s', (name, table) => {
  const { audit, clone, clone3, socket, ioctl, refused } = table as SyscallTable;
  const filter = seccompFilter(table as SyscallTable);
  const ask = (number: number, first?: number, second?: number) =>
    verdict(filter, { machine: audit, number, first, second });
  /** read, write, mmap, execve: what Python begins with. */
  const everyday = name === 'x64' ? [0, 1, 9, 59] : [63, 64, 222, 221];

  it('lets through what programs do all the time', () => {
    expect(everyday.map((number) => ask(number))).toEqual(everyday.map(() => 'allowed'));
  });

  it('refuses every call of its list', () => {
    expect(new Set(refused).size).toBe(refused.length);
    expect(refused.map((number) => ask(number))).toEqual(refused.map(() => 'errno 1'));
  });

  it('tells threads from processes and from namespaces', () => {
    // What the C library asks for a thread, and fork for a process.
    expect(ask(clone, 0x3d0f00)).toBe('allowed');
    expect(ask(clone, 17)).toBe('errno 1');
    expect(ask(clone, 0x10000000 | 0x10000)).toBe('errno 1');
    expect(ask(clone3)).toBe('errno 38');
  });

  it('knows three families of sockets', () => {
    expect([1, 2, 10].map((family) => ask(socket, family))).toEqual(Array(3).fill('allowed'));
    expect([0, 16, 17, 38, 40].map((family) => ask(socket, family))).toEqual(
      Array(5).fill('errno 97'),
    );
  });

  it('types into no terminal', () => {
    expect(ask(ioctl, 0, 0x5412)).toBe('errno 1');
    // FIONREAD, which the recorder uses.
    expect(ask(ioctl, 0, 0x541b)).toBe('allowed');
  });

  it('takes no call that it does not know, and none of another machine', () => {
    expect(ask(463)).toBe('errno 38');
    // The other ABI of x86_64.
    expect(ask(0x40000000 | 57)).toBe('errno 38');
    expect(verdict(filter, { machine: 0x40000003, number: 20 })).toBe('killed');
  });
});
