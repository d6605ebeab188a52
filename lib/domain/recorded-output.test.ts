import { describe, expect, it } from 'vitest';
import { hasRecording, raisedLine, readRecordedOutput } from './recorded-output';

describe('readRecordedOutput', () => {
  it('keeps streams apart and numbers as they were sent', () => {
    const output = readRecordedOutput(
      '{"stdout": "a\\n", "stderr": "", "exit_code": 3, "outcome": "error", "python": "3.11.7", "result": {"n": 1.0}, "mutations": []}',
    );
    expect(output).toMatchObject({ stdout: 'a\n', stderr: '', exitCode: 3, outcome: 'error' });
    expect(output.resultText).toBe('{"n": 1.0}');
    expect(output.mutationsText).toBeNull();
    expect(output.facts.stdout).toEqual({ wholeBytes: null, isText: true });
  });

  it('says what is only the beginning of a stream, and what was no text', () => {
    const bytes = Buffer.from([0x61, 0xff]).toString('base64');
    const output = readRecordedOutput(
      `{"stdout": "a", "stdout_bytes": 9000000, "stderr_base64": "${bytes}"}`,
    );
    expect(output.facts.stdout).toEqual({ wholeBytes: 9_000_000, isText: true });
    expect(output.stderr).toBe('a\uFFFD');
    expect(output.facts.stderr).toEqual({ wholeBytes: null, isText: false });
  });

  it.each([null, '', '[]', '"text"', '{"stdout": 5, "exit_code": "1"}', '{'])(
    'takes %j for nothing recorded',
    (text) => {
      expect(readRecordedOutput(text)).toMatchObject({
        stdout: null,
        stderr: null,
        exitCode: null,
      });
    },
  );
});

describe('hasRecording', () => {
  it('is false for an output that begins with saying so, whatever else is in it', () => {
    const rest = '"stderr": "Traceback", "exit_code": 1}';
    const has = (text: string) => hasRecording(readRecordedOutput(text));
    expect(has(`{"recorded": false, ${rest}`)).toBe(false);
    expect(has(` {"recorded":false,${rest}`)).toBe(false);
    expect(has(`{"recorded": true, ${rest}`)).toBe(true);
    expect(has(`{"stdout": "\\"recorded\\": false", ${rest}`)).toBe(true);
    expect(readRecordedOutput(`{"recorded": false, ${rest}`).stderr).toBe('Traceback');
  });
});

describe('raisedLine', () => {
  it('is the last frame in the action', () => {
    const stderr =
      'Traceback (most recent call last):\n  File "<action>", line 9, in <module>\n  File "<action>", line 4, in f\n  File "json.py", line 300, in loads\nValueError: x\n';
    expect(raisedLine(stderr)).toBe(4);
  });

  it.each([null, '', 'File "other.py", line 3', 'File "<action>", line 0'])(
    'is none in %j',
    (text) => {
      expect(raisedLine(text)).toBeNull();
    },
  );
});
