import { expect, it } from 'vitest';
import { readRecordedOutput } from '@/lib/domain/recorded-output';
import { CappedStream } from './capped-stream';
import { outputText } from './output-text';
import { readOutcome } from './read-outcome';

function stream(bytes: Buffer | string, most = 1_000) {
  const kept = new CappedStream(most);
  for (const byte of Buffer.from(bytes)) kept.add(Buffer.from([byte]));
  return kept.end();
}

const observed = {
  exitCode: 0,
  stdout: stream('a\0\u2028"\n'),
  stderr: stream(''),
  outcome: 'ok',
  validationMessage: null,
  timeoutS: null,
  program: readOutcome(
    Buffer.from('{"outcome": "ok", "duration_ms": 1, "result": 1e400, "frozen": {"tz": "UTC"}}'),
  ),
};

it('has the members that a recorder sends', () => {
  expect(outputText(observed)).toBe(
    `{"stdout": "a\\u0000\u2028\\"\\n", "stderr": "", "exit_code": 0, "outcome": "ok", "validation_message": null, "result": 1e400, "mutations": [], "frozen": {"tz": "UTC"}}`,
  );
  expect(readRecordedOutput(outputText(observed))).toMatchObject({
    stdout: 'a\0\u2028"\n',
    exitCode: 0,
  });
});

it('keeps bytes that are no text', () => {
  const text = outputText({ ...observed, stdout: stream(Buffer.from([0x61, 0xff])) });
  expect(JSON.parse(text.replace('1e400', '1')).stdout_base64).toBe('Yf8=');
});

it.each([
  ['ab€', 4, 'ab'],
  ['ab€', 3, 'ab'],
  ['a😀b', 4, 'a'],
  ['a😀b', 5, 'a😀'],
  ['abc', 2, 'ab'],
])(
  'cuts %s after %i bytes where a character ends, and says how long it was',
  (whole, most, kept) => {
    const output = JSON.parse(
      outputText({ ...observed, stdout: stream(whole, most) }).replace('1e400', '1'),
    );
    expect(output.stdout).toBe(kept);
    expect(output.stdout_bytes).toBe(Buffer.byteLength(whole));
    expect(output.stdout_sha256).toMatch(/^[0-9a-f]{64}$/);
  },
);

it('says how long a run that was ended had been allowed', () => {
  const output = JSON.parse(outputText({ ...observed, timeoutS: 2.5 }).replace('1e400', '1'));
  expect(output.frozen).toEqual({ timeout: 2.5, tz: 'UTC' });
});
