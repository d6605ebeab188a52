import { expect, test } from 'vitest';
import { isVolatile } from './is-volatile';

test.each([
  ['"0190a3b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"', '"11111111-2222-3333-4444-555555555555"', true],
  ['"01ARZ3NDEKTSV4RRFFQ69G5FAV"', '"01BX5ZZKBKACTAV9WEVGEMMVRZ"', true],
  ['"2026-11-20T10:00:00.123Z"', '"2026-11-21T11:30:00+01:00"', true],
  ['"2026-11-20 10:00:00"', '"2026-11-21T11:30:00Z"', true],
  ['1763632800', '1763719200', true],
  ['1763632800123', '1763719200456', true],
  ['"4bf92f3577b34da6a3ce929d0e0e4736"', '"00f067aa0ba902b700f067aa0ba902b7"', true],
  // Which day is what an action may depend on, and so is which part.
  ['"2026-11-20"', '"2026-11-21"', false],
  ['34', '35', false],
  ['"WEB-88623"', '"WEB-88624"', false],
  ['"2026-11-20T10:00:00Z"', 'null', false],
  ['"2026-11-20T10:00:00Z"', '"never"', false],
  [null, '"2026-11-20T10:00:00Z"', false],
])('%s and %s', (before, after, volatile) => {
  expect(isVolatile(before, after)).toBe(volatile);
});
