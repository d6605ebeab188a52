import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { arbitraryQueryText } from '@/lib/testing/arbitrary-query';
import { completionPlace } from './completion-place';
import { parseQuery } from './parse-query';

/** Reads a text in which `|` is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, parseQuery(text), caret);
  return place && { ...place, replaced: text.slice(place.from, place.to) };
}

it.each([
  ['|', 'field', '', ''],
  ['a |', 'field', '', ''],
  ['sta|', 'field', 'sta', 'sta'],
  ['sta|tus', 'field', 'sta', 'status'],
  ['-ev|', 'field', 'ev', 'ev'],
  ['-|', 'field', '-', '-'],
  ['(|', 'field', '', ''],
  ['(a OR du|)', 'field', 'du', 'du'],
  ['ctx.pa|', 'field', 'ctx.pa', 'ctx.pa'],
  ['sta|:x', 'field', 'sta', 'sta'],
  ['has:|', 'field', '', ''],
  ['has:req|', 'field', 'req', 'req'],
  ['status:|', 'value', '', ''],
  ['status:fa|', 'value', 'fa', 'fa'],
  ['status:fa|iled', 'value', 'fa', 'failed'],
  ['a -status:failed,re|', 'value', 're', 're'],
  ['status:fa|,rejected', 'value', 'fa', 'fa'],
  ['status:|,rejected', 'value', '', ''],
  ['event:"a b|', 'value', 'a b', '"a b'],
  ['event:"a b|"', 'value', 'a b', '"a b"'],
  ['ctx["a b"].x:1|', 'value', '1', '1'],
  ['duration:>5|', 'value', '>5', '>5'],
  ['created:-2h..|', 'value', '-2h..', '-2h..'],
])('%s', (marked, kind, typed, replaced) => {
  expect(at(marked)).toMatchObject({ kind, typed, replaced });
});

it.each(['"a b|', 'a OR|', '(a)|', '|status:failed'])('%s is nothing to complete', (marked) => {
  expect(at(marked)).toBeNull();
});

test('what the clause has already is told apart', () => {
  expect(at('status:failed,"rejected",|')).toMatchObject({
    field: 'status',
    others: ['failed', 'rejected'],
  });
  expect(at('ctx["part"].id:|')).toMatchObject({ field: 'ctx.part.id' });
  expect(at('has:re|')).toMatchObject({ nameOnly: true });
});

test('at any place of any text it stays within the text and around the caret', () => {
  fc.assert(
    fc.property(arbitraryQueryText, fc.nat(60), (text, n) => {
      const caret = Math.min(n, text.length);
      const place = completionPlace(text, parseQuery(text), caret);
      if (!place) return;
      expect(place.from).toBeLessThanOrEqual(caret);
      expect(place.to).toBeGreaterThanOrEqual(caret);
      expect(place.to).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1_000 },
  );
});
