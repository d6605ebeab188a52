import { describe, expect, it } from 'vitest';
import { bundleFileName, uniqueFileName } from './bundle-file-name';

const source = {
  id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
  createdAt: new Date('2026-11-20T10:00:00.123Z'),
  actionKeys: ['check_part'],
  raisedAction: null,
};
const TAIL = '-20261120T100000123Z-1a2b3c4d.py';
const nameOf = (key: string) => bundleFileName({ ...source, actionKeys: [key] });

describe('the name of a file', () => {
  it('says which action ran when', () => {
    expect(bundleFileName(source)).toBe(`check_part${TAIL}`);
    expect(bundleFileName({ ...source, raisedAction: 'reserve' })).toBe(`reserve${TAIL}`);
    expect(bundleFileName({ ...source, actionKeys: [] })).toBe(`action${TAIL}`);
    expect(bundleFileName({ ...source, id: '', createdAt: new Date(Number.NaN) })).toBe(
      'check_part-undated-0.py',
    );
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['con.txt', 'con-txt'],
    ['trailing. . ', 'trailing'],
    ['--help', 'help'],
    ['~/.bashrc', 'bashrc'],
    ['a\u0000b\r\nc\u202ed\u200be', 'a-b-c-d-e'],
    ['.', 'action'],
    ['', 'action'],
    ['\u3164\u115f', 'action'],
    ['Prüfung 部品', 'Prüfung-部品'],
    ['e\u0301', 'é'],
    ['$(rm -rf)`x`', 'rm-rf-x'],
    ['\ud800x', 'x'],
  ])('makes %j safe', (key, word) => {
    expect(nameOf(key)).toBe(word + TAIL);
  });

  it.each(['CON', 'nul', 'com1', 'LPT9', 'aux', 'CONIN$'])('is no device of Windows: %s', (key) => {
    expect(nameOf(key).split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d|conin|conout)$/i);
  });

  it.each([
    'x'.repeat(5000),
    '部'.repeat(5000),
    '👩‍👩‍👧'.repeat(500),
    'a'.repeat(79) + '𝒜'.repeat(99),
  ])('fits every file system, whole characters only', (key) => {
    const name = nameOf(key);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
    expect(name.endsWith(TAIL)).toBe(true);
    expect(name.isWellFormed()).toBe(true);
  });
});

describe('names of one folder', () => {
  it.each([
    ['a.py', 'a.py'],
    ['Check.py', 'check.PY'],
    ['é.py', 'e\u0301.py'],
    ['straße.py', 'STRASSE.py'],
    ['ﬁx.py', 'FIX.py'],
  ])('differ where a file system sees the same: %s and %s', (first, second) => {
    const taken = new Set<string>();
    expect(uniqueFileName(first, taken)).toBe(first);
    expect(uniqueFileName(second, taken)).toBe(`${second.slice(0, -3)}-2.py`);
  });

  it('count on, also past a name that has a number already', () => {
    const taken = new Set<string>();
    const names = ['a.py', 'a-2.py', 'a.py', 'A.py'].map((name) => uniqueFileName(name, taken));
    expect(names).toEqual(['a.py', 'a-2.py', 'a-3.py', 'A-4.py']);
  });
});
