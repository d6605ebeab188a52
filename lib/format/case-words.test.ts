import { describe, expect, it } from 'vitest';
import type { CaseVerdict } from '@/lib/domain/case-verdict';
import { casesSummary, caseWords } from './case-words';

const SAME: CaseVerdict = { kind: 'same', isMasked: false };
const DIFFERENT: CaseVerdict = {
  kind: 'different',
  differences: [
    { part: 'stdout', before: '', after: 'x' },
    { part: 'validation_message', before: '"a"', after: '"b"' },
  ],
  notes: ['Threads do not run in the browser; this code imports threading.'],
};
const CANNOT: CaseVerdict = { kind: 'cannot', why: ['Threads do not run in the browser.'] };
const FAILED: CaseVerdict = { kind: 'failed', message: 'There is no such case' };

describe('the verdict of a case', () => {
  it.each<[CaseVerdict, string]>([
    [SAME, 'Same'],
    [{ kind: 'same', isMasked: true }, 'Same, memory addresses apart'],
    [
      DIFFERENT,
      'Different: stdout, message. Threads do not run in the browser; this code imports threading.',
    ],
    [CANNOT, 'Cannot run here. Threads do not run in the browser.'],
    [FAILED, 'Not run: There is no such case'],
    [{ kind: 'running' }, 'Running…'],
    [{ kind: 'stopped' }, 'Stopped'],
  ])('%j is %s', (verdict, words) => {
    expect(caseWords(verdict)).toBe(words);
  });
});

describe('the verdicts of all cases', () => {
  const ended = (verdicts: CaseVerdict[]) =>
    casesSummary(verdicts, { code: 'own', isRunning: false });

  it('are counted against all that were to run', () => {
    expect(ended([SAME, SAME])).toBe('2 of 2 give the pinned outcome, each with its own code');
    expect(ended([SAME])).toBe('1 of 1 gives the pinned outcome, each with its own code');
    expect(ended([DIFFERENT, CANNOT, SAME, FAILED, { kind: 'stopped' }])).toBe(
      '1 of 5 gives the pinned outcome, each with its own code; 1 is different, 1 cannot run here, 1 was not run, 1 was stopped',
    );
    expect(ended([DIFFERENT, DIFFERENT, FAILED, { kind: 'waiting' }])).toBe(
      '0 of 4 give the pinned outcome, each with its own code; 2 are different, 2 were not run',
    );
  });

  it('name the code that ran', () => {
    const of = (code: 'newest' | 'edited') => casesSummary([SAME], { code, isRunning: false });
    expect(of('edited')).toBe('1 of 1 gives the pinned outcome, with edited code');
    expect(of('newest')).toContain('with the newest code');
  });

  it('say how far it is', () => {
    const verdicts: CaseVerdict[] = [SAME, DIFFERENT, { kind: 'running' }, { kind: 'waiting' }];
    expect(casesSummary(verdicts, { code: 'edited', isRunning: true })).toBe(
      'Running 3 of 4 with edited code: 1 so far as pinned',
    );
  });
});
