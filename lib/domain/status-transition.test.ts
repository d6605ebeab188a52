import { describe, expect, it } from 'vitest';
import { isTerminal, STATUSES, type Status, stageOf } from './status';
import {
  assertTransition,
  isLegalTransition,
  mayBeRetried,
  transitionRefusal,
} from './status-transition';

const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));

describe('transitions of one attempt', () => {
  it.each(pairs)('%s -> %s', (from, to) => {
    const legal = from === to || !isTerminal(from);
    expect(isLegalTransition(from, to)).toBe(legal);
    if (legal) expect(() => assertTransition(from, to)).not.toThrow();
    else expect(() => assertTransition(from, to)).toThrow(`from ${from} to ${to}`);
  });

  it('reach an end from every status that is none, and none from an end', () => {
    const reached = (status: Status) => STATUSES.filter((to) => isLegalTransition(status, to));
    for (const status of STATUSES) {
      const ends = reached(status).filter((to) => stageOf(to) === 2);
      expect(ends).toHaveLength(isTerminal(status) ? 1 : 4);
    }
  });

  it('are refused in words', () => {
    expect(transitionRefusal('success', 'running')).toMatch(/success to running.*has ended/);
  });

  it('start again only from what did not end well', () => {
    const retried = STATUSES.filter(mayBeRetried);
    expect(retried.sort()).toEqual(['failed', 'partially_executed', 'rejected']);
  });
});
