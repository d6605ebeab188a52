import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATUSES } from '@/lib/domain/status';
import { executionConditions } from './execution-conditions';
import {
  type ExecutionParams,
  NO_PARAMS,
  parseExecutionParams,
  printExecutionParams,
} from './execution-params';

const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), {
  maxLength: 4,
});
const uuid = '019a0000-0000-7000-8000-000000000000';

const params: fc.Arbitrary<ExecutionParams> = fc.record({
  search: fc.string({ unit: 'grapheme' }),
  values: fc.record({
    status: fc.uniqueArray(fc.constantFrom(...STATUSES)),
    event: values,
    target: values,
    action: values,
    triggeredBy: values,
    environment: values,
  }),
  range: fc.record({
    since: fc.constantFrom(null, '-24h', '-7d', '2026-11-01', '2026-11-01T10:00:00.123Z'),
    until: fc.constantFrom(null, '-1h', '2026-11-20T10:00:00+02:00'),
  }),
  minMs: fc.option(fc.integer({ min: 0, max: 1e9 })),
  maxMs: fc.option(fc.integer({ min: 0, max: 1e9 })),
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
      executionConditions(parseExecutionParams(new URLSearchParams(query)));
    }),
  );
});

test('an unknown status is left out rather than matched against nothing', () => {
  const parsed = parseExecutionParams(new URLSearchParams('status=failed,nonsense'));
  expect(parsed.values.status).toEqual(['failed']);
});

test('words must all occur, a quoted phrase stays together', () => {
  const screen = { ...NO_PARAMS, search: 'part  "has no revision" 34' };
  expect(executionConditions(screen)).toEqual([
    { field: 'search', op: 'contains', term: 'part' },
    { field: 'search', op: 'contains', term: 'has no revision' },
    { field: 'search', op: 'contains', term: '34' },
  ]);
});
