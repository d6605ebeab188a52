import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ERROR_SORTS,
  ERROR_VIEWS,
  type ErrorParams,
  MAX_ERROR_ROWS,
  NO_ERROR_PARAMS,
  parseErrorParams,
  printErrorParams,
} from './error-params';

const BOUND = fc.constantFrom(null, '-24h', '-7d', '2026-11-02', '2026-11-02T10:00:00.000Z');
const PARAMS: fc.Arbitrary<ErrorParams> = fc.record({
  view: fc.constantFrom(...ERROR_VIEWS),
  action: fc.option(fc.string({ minLength: 1 }), { nil: null }),
  find: fc.string(),
  range: fc.record({ since: BOUND, until: BOUND }),
  sort: fc.constantFrom(...ERROR_SORTS),
  isReversed: fc.boolean(),
  rows: fc.integer({ min: 1, max: MAX_ERROR_ROWS }),
});

describe('the URL of error groups', () => {
  it('says the whole screen', () => {
    fc.assert(
      fc.property(PARAMS, (params) => {
        expect(parseErrorParams(new URLSearchParams(printErrorParams(params)))).toEqual(params);
      }),
    );
  });

  it('is empty for what a first visit shows', () => {
    expect(printErrorParams(NO_ERROR_PARAMS)).toBe('');
    expect(parseErrorParams(new URLSearchParams())).toEqual(NO_ERROR_PARAMS);
  });

  it.each([
    'state=x',
    'since=yesterday',
    'sort=name',
    'rows=-1',
    'rows=1e9x',
    'action=',
    'order=up',
  ])('falls back where it makes no sense: %s', (search) => {
    expect(parseErrorParams(new URLSearchParams(search))).toEqual(NO_ERROR_PARAMS);
  });
});
