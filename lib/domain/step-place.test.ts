import { describe, expect, it } from 'vitest';
import { FIRST_HASHED_SEQ } from './hashed-seq';
import { parseStepPlace, printStepPlace, STEPS_START } from './step-place';

describe('the place of a step', () => {
  it('comes back as it was printed', () => {
    const startedAt = new Date('2026-11-29T10:00:00.123Z');
    const startedMs = startedAt.getTime();
    const hashed = FIRST_HASHED_SEQ + 7;
    expect(printStepPlace({ seq: 7, startedAt })).toBe('7');
    expect(parseStepPlace('7')).toEqual({ seq: 7, startedMs: null });
    expect(parseStepPlace('-1')).toEqual(STEPS_START);
    const places = [
      [{ seq: hashed, startedAt }, startedMs],
      [{ seq: hashed, startedAt: null }, null],
      [{ seq: hashed, startedAt: new Date(0) }, 0],
    ] as const;
    for (const [step, ms] of places) {
      expect(parseStepPlace(printStepPlace(step))).toEqual({ seq: hashed, startedMs: ms });
    }
  });

  it('is none of another text', () => {
    for (const text of ['', 'x', '-2', '1.5', '1@5', '2147483648', `${FIRST_HASHED_SEQ}`, '1e3']) {
      expect(parseStepPlace(text), text).toBeNull();
    }
    expect(parseStepPlace(`${FIRST_HASHED_SEQ}@x`)).toBeNull();
    expect(parseStepPlace(`${FIRST_HASHED_SEQ}@1234567890123456`)).toBeNull();
  });
});
