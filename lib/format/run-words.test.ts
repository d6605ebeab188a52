import { expect, it } from 'vitest';
import { runWords } from './run-words';

type Run = Parameters<typeof runWords>[0];

const RUN: Run = {
  ending: 'finished',
  ...{ message: null, limitMs: 60_000, outputBytes: 10 },
  ...{ isRecorded: true, edited: [], python: '3.14.2', recordedPython: '3.11.7' },
  comparison: { isSame: true, isMasked: false, differences: [] },
};

it('says SAME or DIFFERENT, with both versions', () => {
  expect(runWords(RUN)).toEqual({
    headline: 'SAME as recorded.',
    detail: 'Python 3.14.2 in your browser, recorded with 3.11.7.',
    tone: 'same',
  });
  const comparison: Run['comparison'] = {
    ...{ isSame: false, isMasked: false },
    differences: [{ part: 'exit_code', before: '0', after: '1' }],
  };
  const other = runWords({ ...RUN, comparison });
  expect(other.headline).toBe('DIFFERENT: exit code.');
  expect(other.detail).toContain('the downloaded file is exact on 3.11');
  expect(runWords({ ...RUN, comparison, recordedPython: '3.14.0' }).detail).toBe(
    'Python 3.14.2 in your browser, recorded with 3.14.0.',
  );
  expect(runWords({ ...RUN, comparison, edited: ['code'] }).headline).toBe(
    'With edited code: DIFFERENT: exit code.',
  );
});

it.each([
  [{ ending: 'stopped' }, 'Stopped.'],
  [{ ending: 'timeout' }, 'Ended after 60 s'],
  [{ ending: 'output_limit', outputBytes: 17_000_000 }, 'Ended after 1'],
  [{ ending: 'crashed', message: 'RangeError' }, 'Python broke down: RangeError'],
  [{ isRecorded: false }, 'Not recorded: nothing to compare with.'],
] as [Partial<Run>, string][])('says why nothing was compared: %o', (more, words) => {
  const { headline, tone } = runWords({ ...RUN, ...more, comparison: null });
  expect(headline).toContain(words);
  expect(tone).toBe('plain');
});
