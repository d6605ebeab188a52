import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs';
import { pinnedOutcome } from './pinned-outcome';
import { readRunRecord } from './run-record';

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const OUTPUT = {
  ...{ stdout: 'a\n', stderr: 'line 3\n', exit_code: 1, outcome: 'rejected' },
  ...{ validation_message: 'no', result: [1], mutations: [] },
};

async function differing(more: object, recorded: object = OUTPUT): Promise<string[] | null> {
  const pinned = pinnedOutcome(readRunRecord(JSON.stringify(recorded)));
  if (!pinned) return null;
  const now = readRunRecord(JSON.stringify({ ...OUTPUT, ...more }));
  return (await compareRuns(pinned, now, sha256)).differences.map(({ part }) => part);
}

describe('a pinned outcome', () => {
  it('is outcome, message and stdout', async () => {
    expect(await differing({})).toEqual([]);
    expect(await differing({ stdout: 'b\n', validation_message: 'yes', outcome: 'ok' })).toEqual([
      ...['stdout', 'outcome', 'validation_message'],
    ]);
  });

  it('leaves aside what changes with the code: the lines of a traceback', async () => {
    expect(await differing({ stderr: 'line 4\n', exit_code: 0, result: null })).toEqual([]);
  });

  it('is as much of it as was recorded, and none where nothing was', async () => {
    expect(await differing({ outcome: 'ok' }, { stdout: 'a\n' })).toEqual([]);
    expect(await differing({ stdout: 'b\n' }, { stdout: 'a\n' })).toEqual(['stdout']);
    expect(await differing({}, { stderr: '', exit_code: 0 })).toBeNull();
  });

  it('of a long stream needs the whole', async () => {
    const whole = `${'x'.repeat(100)}\n`;
    const recorded = {
      ...{ stdout: whole.slice(0, 10), stdout_bytes: whole.length, outcome: 'rejected' },
      stdout_sha256: createHash('sha256').update(whole).digest('hex'),
    };
    expect(await differing({ stdout: whole }, recorded)).toEqual([]);
    expect(await differing({ stdout: `${whole}y` }, recorded)).toEqual(['stdout']);
  });
});
