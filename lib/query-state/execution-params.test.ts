import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeBoundMs } from '@/lib/domain/time-range';
import {
  type ExecutionParams,
  NO_PARAMS,
  parseExecutionParams,
  printExecutionParams,
} from './execution-params';
import { requireQuery } from './require-query';

const uuid = '019a0000-0000-7000-8000-000000000000';

const params: fc.Arbitrary<ExecutionParams> = fc.record({
  q: fc.string({ unit: 'grapheme' }),
  range: fc.record({
    since: fc.constantFrom(null, '-24h', '-7d', '2026-11-01', '2026-11-01T10:00:00.123Z'),
    until: fc.constantFrom(null, '-1h', '2026-11-20T10:00:00+02:00'),
  }),
  order: fc.constantFrom('newest', 'oldest'),
  at: fc.constantFrom(null, uuid),
  quick: fc.constantFrom(null, uuid),
  view: fc.constantFrom(null, 'all', uuid),
  cols: fc.constantFrom(null, '', '-event', '*status,ctx.part["a b"]@target:90'),
});

test('every screen survives its own URL', () => {
  fc.assert(
    fc.property(params, (screen) => {
      const url = printExecutionParams(screen);
      expect(parseExecutionParams(new URLSearchParams(url))).toEqual(screen);
    }),
  );
});

test('the plain screen has a plain URL', () => {
  expect(printExecutionParams(NO_PARAMS)).toBe('');
});

test('any URL at all gives a screen, never an error', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (query) => {
      parseExecutionParams(new URLSearchParams(query));
    }),
  );
});

test.each([
  ['status=failed,rejected', 'status:failed,rejected'],
  ['q=part&event=A\\,B', 'part event:"A,B"'],
  ['triggered_by=ana%40example.com&environment=x', 'triggered_by:ana@example.com environment:x'],
  ['min_ms=500', 'duration:>=500ms'],
  ['min_ms=0.5&max_ms=1000', 'duration:0.5ms..1000ms'],
  ['min_ms=soon', ''],
])('%s is the query %s', (url, q) => {
  expect(parseExecutionParams(new URLSearchParams(url)).q).toBe(q);
});

test('a value that is none of the list is a problem, not another question', () => {
  const { q } = parseExecutionParams(new URLSearchParams('status=failed,nonsense'));
  expect(q).toBe('status:failed,nonsense');
  expect(() => requireQuery(q)).toThrow(/nonsense/);
});

test.each([
  ['since=garbage', 'created:>=garbage'],
  ['q=part&until=2026-02-31', '(part) created:<=2026-02-31'],
  ['since=soon&until=later', 'created:soon..later'],
  ['since=&until=', ''],
])('the time %s is the query %s', (url, q) => {
  const params = parseExecutionParams(new URLSearchParams(url));
  expect(params).toMatchObject({ q, range: { since: null, until: null } });
  if (q !== '') expect(() => requireQuery(q)).toThrow(/created is a time/);
});

test('whatever is no time is a problem, not another question', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('since', 'until'),
      fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 })),
      (name, text) => {
        fc.pre(timeBoundMs(text, 0) === null);
        const { q } = parseExecutionParams(new URLSearchParams([[name, text]]));
        expect(() => requireQuery(q)).toThrow();
      },
    ),
    { numRuns: 1_000 },
  );
});

test('words must all occur, a quoted phrase stays together', () => {
  expect(requireQuery('part  "has no revision" 34')).toEqual(
    ['part', 'has no revision', '34'].map((text) => ({ kind: 'text', text })),
  );
});
