import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { MAX_DIFF_BYTES } from '@/lib/domain/limits';
import { parseVerdictReport } from './verdict-report';

const report = {
  outcome: 'different',
  python: '3.11.7',
  implementation: 'cpython',
  bundle_sha256: 'a'.repeat(64),
  masked: false,
  differences: [{ part: 'stdout', diff: '-1\n+2\n' }],
};
const parse = (more: object) => parseVerdictReport(JSON.stringify({ ...report, ...more }));
const refusal = (more: object): AppError => {
  try {
    parse(more);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was taken');
};

describe('a report', () => {
  it('is taken as documented', () => {
    expect(parse({})).toEqual(report);
    expect(parse({ python: '3.13.0rc1', implementation: 'pyodide' }).python).toBe('3.13.0rc1');
    expect(parse({ bundle_sha256: 'AB'.repeat(32) }).bundle_sha256).toBe('ab'.repeat(32));
  });

  it.each([
    ['outcome', { outcome: 'fine' }],
    ['python', { python: 'latest' }],
    ['implementation', { implementation: 'jython' }],
    ['bundle_sha256', { bundle_sha256: 'abc' }],
    ['masked', { masked: 'no' }],
    ['differences', { differences: Array(9).fill(report.differences[0]) }],
    ['differences.0.part', { differences: [{ part: '', diff: '' }] }],
    ['differences.0.diff', { differences: [{ part: 'stdout' }] }],
  ])('is refused by the name of what is wrong: %s', (name, more) => {
    expect(refusal(more)).toMatchObject({ code: 'invalid_input' });
    expect(refusal(more).message).toMatch(new RegExp(`^${name}: `));
  });

  it('is refused when it is no JSON', () => {
    expect(() => parseVerdictReport('{')).toThrow(/the body/);
  });

  it('keeps the beginning of a long diff and says so, without splitting a character', () => {
    for (const shift of ['', 'a', 'ab', 'abc']) {
      const [kept] = parse({
        differences: [{ part: 'stdout', diff: shift + '😀'.repeat(MAX_DIFF_BYTES) }],
      }).differences;
      const diff = kept?.diff ?? '';
      expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(MAX_DIFF_BYTES);
      expect(diff).toMatch(/😀\n\\ cut here: \d+ of 2621\d\d bytes are kept\n$/u);
      expect(diff.isWellFormed()).toBe(true);
    }
    const whole = 'x'.repeat(MAX_DIFF_BYTES);
    expect(parse({ differences: [{ part: 'stdout', diff: whole }] }).differences[0]?.diff).toBe(
      whole,
    );
  });

  it('holds nothing that the database refuses', () => {
    const [kept] = parse({ differences: [{ part: 'stdout', diff: 'a\0b\ud800c' }] }).differences;
    expect(kept?.diff).toBe('a\u2400b\ufffdc');
  });
});
