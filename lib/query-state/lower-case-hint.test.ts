import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { arbitraryQueryText } from '@/lib/testing/arbitrary-query';
import { lowerCaseHint } from './lower-case-hint';
import { parseQuery } from './parse-query';

const hintOf = (text: string) => lowerCaseHint(text, parseQuery(text));

it.each([
  [
    'status:failed or status:rejected',
    /OR joins terms in capitals/,
    'status:failed OR status:rejected',
  ],
  ['part or has:request_id', /text or\.$/, 'part OR has:request_id'],
  ['(status:failed) or part', /OR joins/, '(status:failed) OR part'],
  ['status:failed and event:A', /without and/, 'status:failed event:A'],
  ['status:failed or -event:A', /OR joins/, 'status:failed OR -event:A'],
  ['a not  status:failed', /a - directly before/, 'a -status:failed'],
  ['not (status:failed b)', /a - directly before/, '-(status:failed b)'],
])('%s', (text, message, fixed) => {
  expect(hintOf(text)?.message).toMatch(message);
  expect(hintOf(text)?.fix?.text).toBe(fixed);
});

it.each([
  'or and not',
  'part has no revision or name',
  'status:failed or',
  'or status:failed',
  'status:failed OR status:rejected',
  'status:failed "or" event:A',
  'event:or,and',
  'status:faild or event:A',
  '(status:failed or)',
  '-not status:failed',
])('%s is left alone', (text) => {
  expect(hintOf(text)).toBeNull();
});

test('what a hint proposes is understood', () => {
  const joined = fc
    .tuple(arbitraryQueryText, fc.constantFrom('or', 'and', 'not'), arbitraryQueryText)
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(joined, (text) => {
      const fix = hintOf(text)?.fix;
      if (fix) expect(parseQuery(fix.text).problems).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
