import { expect, it } from 'vitest';
import { parseCountRequest } from './count-request';
import { NO_PARAMS } from './execution-params';
import { printCountRequest } from './print-count-request';

const SETTINGS = { zone: 'Europe/Berlin', bars: 80, values: 10, exact: true };

it('reads what the screen prints', () => {
  const params = {
    ...NO_PARAMS,
    q: 'event:"a, b" "50 %" -status:failed',
    range: { since: '-24h', until: '2026-11-20T10:00:00.000Z' },
  };
  for (const exact of [true, false]) {
    const text = printCountRequest(params, { ...SETTINGS, exact });
    expect(parseCountRequest(new URLSearchParams(text))).toEqual({
      ...SETTINGS,
      ...{ exact, range: params.range },
      query: [
        { kind: 'is', field: 'event', values: ['a, b'] },
        { kind: 'text', text: '50 %' },
        { kind: 'not', term: { kind: 'is', field: 'status', values: ['failed'] } },
      ],
    });
  }
});

it('is the same however the list is ordered and whatever is in quick view', () => {
  const other = { ...NO_PARAMS, order: 'oldest' as const, quick: 'x', at: 'y' };
  expect(printCountRequest(other, SETTINGS)).toBe(printCountRequest(NO_PARAMS, SETTINGS));
});

it.each([
  ['zone=Nowhere&bars=80&values=10', /zone is no time zone/],
  ['zone=UTC&bars=100000&values=10', /bars/],
  ['zone=UTC&bars=80', /values/],
  ['zone=UTC&bars=80&values=10&exact=yes', /exact/],
  ['zone=UTC&bars=80&values=10&q=(', /./],
])('refuses %s', (search, message) => {
  expect(() => parseCountRequest(new URLSearchParams(search))).toThrow(message);
});
