import { describe, expect, it } from 'vitest';
import { decideVerdict, RERUN_OUTCOMES, type Rerun } from './decide-verdict';

const rerun: Rerun = {
  ...{ outcome: 'different', python: '3.11.7' },
  ...{ implementation: 'cpython', masked: false },
};

describe('a verdict', () => {
  it.each([
    ['same', 'verified'],
    ['non_deterministic', 'non_deterministic'],
    ['needs_network', 'needs_network'],
  ] as const)('of a rerun that is %s is %s, on any Python', (outcome, verdict) => {
    for (const recorded of ['3.11.2', '3.8.20', null]) {
      const decision = decideVerdict({ ...rerun, outcome }, recorded, 'diverged');
      expect(decision).toMatchObject({ verdict, counted: true });
    }
  });

  it('is diverged where the recorded minor version differs from the recording', () => {
    const decision = decideVerdict(rerun, '3.11.2', 'verified');
    expect(decision).toMatchObject({ verdict: 'diverged', counted: true });
    expect(decision.reason).toContain('3.11');
  });

  it.each([
    ['3.12.1', '3.11.7'],
    ['3.1.1', '3.11.7'],
    ['2.7.18', '3.7.1'],
  ])('stays what it was when %s recorded and %s differs', (recorded, python) => {
    const decision = decideVerdict({ ...rerun, python }, recorded, 'verified');
    expect(decision).toMatchObject({ verdict: 'verified', counted: false });
    expect(decision.reason).toMatch(/another version may word things differently/);
  });

  it.each([null, '', 'unknown'])('stays what it was when the recording says %j', (recorded) => {
    const decision = decideVerdict(rerun, recorded, 'not_tried');
    expect(decision).toMatchObject({ verdict: 'not_tried', counted: false });
    expect(decision.reason).toContain('does not say');
  });

  it('stays what it was when a browser differs, whatever its Python', () => {
    const decision = decideVerdict({ ...rerun, implementation: 'pyodide' }, '3.11.2', 'verified');
    expect(decision).toMatchObject({ verdict: 'verified', counted: false });
    expect(decision.reason).toContain('browser');
  });

  it('does not compare what is no version', () => {
    const decision = decideVerdict({ ...rerun, python: 'x' }, null, 'not_tried');
    expect(decision.counted).toBe(false);
  });

  it('says when only memory addresses differ', () => {
    const said = [false, true].map(
      (masked) => decideVerdict({ ...rerun, outcome: 'same', masked }, null, 'not_tried').reason,
    );
    expect(said).toEqual([
      'the same as recorded, byte for byte',
      'the same as recorded, memory addresses apart',
    ]);
  });

  it('always has a reason', () => {
    for (const outcome of RERUN_OUTCOMES) {
      expect(decideVerdict({ ...rerun, outcome }, '3.11.2', 'not_tried').reason).toMatch(/\w/);
    }
  });
});
