import { expect, it } from 'vitest';
import { decideCaseVerdict } from './case-verdict';

const SAME = { isSame: true, isMasked: false, differences: [] };
const OTHER = {
  ...{ isSame: false, isMasked: false },
  differences: [{ part: 'stdout', before: 'a', after: 'b' } as const],
};
const FREE = { met: [], ahead: [] };
const ENDED = { wasStopped: false, comparison: SAME, limits: FREE, ended: 'Ended after 60 s.' };

it('is same or different by the comparison', () => {
  expect(decideCaseVerdict(ENDED)).toEqual({ kind: 'same', isMasked: false });
  const limits = { met: [], ahead: ['Threads do not run.'] };
  expect(decideCaseVerdict({ ...ENDED, comparison: OTHER, limits })).toEqual({
    ...{ kind: 'different', differences: OTHER.differences, notes: ['Threads do not run.'] },
  });
});

it('is no difference where the browser is the reason', () => {
  const limits = { met: ['Threads do not run.'], ahead: [] };
  expect(decideCaseVerdict({ ...ENDED, comparison: OTHER, limits })).toEqual({
    ...{ kind: 'cannot', why: ['Threads do not run.'] },
  });
  // What the code catches does it no harm.
  expect(decideCaseVerdict({ ...ENDED, limits }).kind).toBe('same');
});

it('says how it ended where nothing can be compared', () => {
  expect(decideCaseVerdict({ ...ENDED, comparison: null })).toEqual({
    ...{ kind: 'cannot', why: ['Ended after 60 s.'] },
  });
});

it('is stopped when somebody stopped it, whatever was printed', () => {
  const stopped = { ...ENDED, wasStopped: true, comparison: null };
  expect(decideCaseVerdict(stopped)).toEqual({ kind: 'stopped' });
});
