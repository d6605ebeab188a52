import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFailureOutput, STDERR_TAIL } from './stderr-tail';

const read = (output: object) => readFailureOutput(JSON.stringify(output));

describe('the end of stderr', () => {
  it('is what was printed last, whatever escapes it holds', () => {
    const unit = fc.constantFrom('a', '\n', '"', '\\', '\u0001', 'é', '😀', '\u2028');
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 1, maxLength: 40 }),
        fc.nat({ max: 9 }),
        (text, more) => {
          const stderr = text.repeat(60_000 / text.length) + 'x'.repeat(more);
          expect(read({ stderr }).stderr).toBe(stderr.slice(-STDERR_TAIL));
          const ascii = JSON.stringify({ stderr }).replace(
            /[^ -~]/g,
            (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
          );
          expect(readFailureOutput(ascii).stderr).toBe(stderr.slice(-STDERR_TAIL));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read from bytes too', () => {
    const stderr = 'ä line\n'.repeat(9_000);
    const encoded = Buffer.from(stderr).toString('base64');
    expect(read({ stderr_base64: encoded }).stderr).toBe(stderr.slice(-STDERR_TAIL));
  });

  it('comes with how the run ended', () => {
    expect(read({ outcome: 'exit', exit_code: 3, stderr: '' })).toEqual({
      stderr: '',
      outcome: 'exit',
      exitCode: 3,
    });
  });

  it.each([
    null,
    '',
    '[]',
    '3',
    '{"stderr": 3, "outcome": {}}',
    '{"stderr": "x"',
    '{"stderr": null}',
  ])('is nothing in %s', (text) => {
    expect(readFailureOutput(text)).toEqual({ stderr: null, outcome: null, exitCode: null });
  });
});
