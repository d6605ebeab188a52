import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_QUERY_CLAUSES, MAX_QUERY_LENGTH } from '@/lib/domain/limits';
import type { Query } from '@/lib/domain/query';
import { FIELD_NAMES } from '@/lib/domain/query-fields';
import { arbitraryClause, arbitraryQuery, arbitraryQueryText } from '@/lib/testing/arbitrary-query';
import { parseQuery } from './parse-query';
import type { Place } from './parsed-query';
import { printQuery } from './print-query';

const text = (word: string) => ({ kind: 'text', text: word });
const is = (field: string, ...values: string[]) => ({ kind: 'is', field, values });

/** The query of a text in which everything is understood. */
function read(query: string): Query {
  const parsed = parseQuery(query);
  expect(parsed.problems).toEqual([]);
  return parsed.query;
}

test('every clause of every field and operator is read as it was printed', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbitraryClause, (clause) => {
      if (clause.kind !== 'text') seen.add(clause.field);
      expect(read(printQuery([clause]))).toEqual([clause]);
    }),
    { numRuns: 1_000 },
  );
  expect(FIELD_NAMES.filter((name) => !seen.has(name))).toEqual([]);
});

test('nested queries are read as they were printed', () => {
  fc.assert(
    fc.property(arbitraryQuery, (query) => {
      expect(read(printQuery(query))).toEqual(query);
    }),
    { numRuns: 150 },
  );
});

test('a printed query is one line that survives a box and a URL', () => {
  fc.assert(
    fc.property(arbitraryQuery, (query) => {
      const printed = printQuery(query);
      expect(printed).not.toMatch(/[\u0000-\u001f]/);
      expect(new URLSearchParams({ q: printed }).get('q')).toBe(printed);
      expect(decodeURIComponent(encodeURIComponent(printed))).toBe(printed);
    }),
    { numRuns: 100 },
  );
});

test('what turns a line of text around is written by number', () => {
  const turning = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
  const query: Query = [{ kind: 'is', field: 'triggered_by', values: [`${turning}evil`] }];
  const printed = printQuery(query);
  expect(printed).toMatch(/^[ -~]+$/);
  expect(read(printed)).toEqual(query);
});

test('printing what was read, again and again, changes nothing more', () => {
  fc.assert(
    fc.property(arbitraryQueryText, (typed) => {
      const { query, problems } = parseQuery(typed);
      if (problems.length > 0) return;
      const printed = printQuery(query);
      expect(read(printed)).toEqual(query);
      expect(printQuery(read(printed))).toBe(printed);
    }),
    { numRuns: 1_000 },
  );
});

test('any text is read without an error, and everything found lies within it', () => {
  const within = (typed: string, places: readonly Place[], apart: boolean) => {
    let end = 0;
    for (const { from, to } of places) {
      expect(from).toBeGreaterThanOrEqual(apart ? end : 0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(typed.length);
      end = to;
    }
  };
  fc.assert(
    fc.property(arbitraryQueryText, (typed) => {
      const { query, terms, tokens, problems } = parseQuery(typed);
      expect(terms.map(({ term }) => term)).toEqual(query);
      within(typed, terms, true);
      within(typed, tokens, true);
      within(typed, problems, false);
      const seen = [...tokens].reduceRight(
        (left, { from, to }) => left.slice(0, from) + left.slice(to),
        typed,
      );
      expect(seen.trim()).toBe('');
    }),
    { numRuns: 1_500 },
  );
});

test('a fix takes away what it is offered for, and there is an end to it', () => {
  fc.assert(
    fc.property(arbitraryQueryText, (typed) => {
      let left = typed;
      for (let i = 0; i < 60; i += 1) {
        const fix = parseQuery(left).problems.find((problem) => problem.fix)?.fix;
        if (!fix) return;
        expect(fix.text).not.toBe(left);
        left = fix.text;
      }
      expect.fail(`fixes without end: ${typed}`);
    }),
    { numRuns: 1_000 },
  );
});

describe('what people paste is text', () => {
  it.each([
    ["KeyError: 'x'", [text('KeyError:'), text("'x'")]],
    ['10:30:45', [text('10:30:45')]],
    ['http://host:80/a?b=c', [text('http://host:80/a?b=c')]],
    ['C:\\new std::vector', [text('C:\\new'), text('std::vector')]],
    ['a -> b - c --flag', ['a', '->', 'b', '-', 'c', '--flag'].map(text)],
    ['check(part) {"a":1}', [text('check(part)'), text('{"a":1}')]],
    ['"C:\\new" "say \\"hi\\" \\\\"', [text('C:\\new'), text('say "hi" \\')]],
    ['or and not', ['or', 'and', 'not'].map(text)],
  ])('%s', (typed, query) => {
    expect(read(typed)).toEqual(query);
  });
});

describe('the language', () => {
  it.each<[string, unknown[]]>([
    ['status:failed,rejected', [is('status', 'failed', 'rejected')]],
    ['-event:"a b",c', [{ kind: 'not', term: is('event', 'a b', 'c') }]],
    ['ctx["part"].id:34', [is('ctx.part.id', '34')]],
    ['ctx["a b"][0].x:""', [is('ctx["a b"][0].x', '')]],
    ['duration:1.5s,0.1m', [is('duration', '1500', '6000')]],
    ['attempt:02.50', [is('attempt', '2.5')]],
    ['created:2026-11-01', [is('created', '2026-11-01')]],
    ['has:ctx.lines[].sku', [{ kind: 'has', field: 'ctx.lines[].sku' }]],
    ['(a)', [text('a')]],
    ['((a b)) c', [text('a'), text('b'), text('c')]],
    ['(a OR (b OR c))', [{ kind: 'or', terms: [text('a'), text('b'), text('c')] }]],
    [
      'a b OR c',
      [{ kind: 'or', terms: [{ kind: 'and', terms: [text('a'), text('b')] }, text('c')] }],
    ],
  ])('%s', (typed, query) => {
    expect(read(typed)).toEqual(query);
  });

  it.each<[string, [string, boolean] | null, [string, boolean] | null]>([
    ['duration:>500ms', ['500', false], null],
    ['duration:<=2h', null, ['7200000', true]],
    ['duration:1s..', ['1000', true], null],
    ['duration:..1s', null, ['1000', true]],
    ['duration:>1s..<2s', ['1000', false], ['2000', false]],
    ['created:-2h', ['-2h', true], null],
    ['created:>=-2h', ['-2h', true], null],
    ['created:2026-11-01..2026-11-05', ['2026-11-01', true], ['2026-11-05', true]],
    ['attr.status_code:>=0500.0', ['500', true], null],
    ['ctx.delta:-1.5..3', ['-1.5', true], ['3', true]],
  ])('%s', (typed, min, max) => {
    const bound = (end: [string, boolean] | null) => end && { value: end[0], inclusive: end[1] };
    const field = typed.slice(0, typed.indexOf(':'));
    expect(read(typed)).toEqual([{ kind: 'range', field, min: bound(min), max: bound(max) }]);
  });
});

describe('what is not understood says where, why and what instead', () => {
  it.each<[string, string, RegExp, string | null]>([
    ['a Status:failed', 'Status', /no field Status/, 'a status:failed'],
    ['requestId:x', 'requestId', /no field requestId/, 'request_id:x'],
    ['localhost:3000', 'localhost:3000', /no field localhost/, '"localhost:3000"'],
    ['ctx.größe:5', 'ctx.größe', /no path/, 'ctx["größe"]:5'],
    ['ctx:5', 'ctx:5', /no path/, '"ctx:5"'],
    ['status:faild', 'faild', /status is one of failed, /, 'status:failed'],
    ['status: failed', 'status:', /needs a value/, 'status:failed'],
    ['status:', 'status:', /needs a value/, '"status:"'],
    ['status:failed,', ',', /missing/, 'status:failed'],
    ['status:(failed OR rejected) x', '(failed OR rejected)', /commas/, 'status:failed,rejected x'],
    ['event:"a', '"a', /not closed/, 'event:"a"'],
    ['"a\\', '"a\\', /not closed/, '"a\\\\"'],
    ['"a"b c', '"a"b', /blank must follow/, '"\\"a\\"b" c'],
    ['(a OR b', '(', /not closed/, '(a OR b)'],
    ['a) b', ')', /Nothing opens/, 'a b'],
    ['a -() b', '()', /nothing between/, 'a b'],
    ['a ""', '""', /Empty quotes/, 'a'],
    ['entry:""', '""', /any text/, null],
    ['attempt:two', 'two', /is a number/, null],
    ['duration:5d', '5d', /length of time/, null],
    ['created:2026-02-31', '2026-02-31', /is a time/, null],
    ['created:2h', '2h', /is a time/, 'created:-2h'],
    ['created:-2h,-3h', '-2h', /list of points/, null],
    ['event:>5', '>5', /no order/, 'event:">5"'],
    ['event:1..5', '1..5', /no order/, 'event:"1..5"'],
    ['ctx.a:x..y', 'x..y', /numbers only/, 'ctx.a:"x..y"'],
    ['duration:..', '..', /beginning or an end/, null],
    ['duration:2s..1s', '2s..1s', /ends before/, null],
    ['duration:>1s..1s', '>1s..1s', /ends before/, null],
    ['created:2026-11-05..2026-11-01', '2026-11-05..2026-11-01', /ends before/, null],
    [
      'created:>2026-11-05T10:00..2026-11-05T10:00',
      '>2026-11-05T10:00..2026-11-05T10:00',
      /ends/,
      null,
    ],
    ['duration:>1s,2s', '>1s', /stands alone/, null],
    ['duration>500ms', 'duration>500ms', /colon follows/, 'duration:>500ms'],
    ['status=failed', 'status=failed', /colon follows/, 'status:failed'],
    ['has:nothing', 'has:nothing', /no field nothing/, '"has:nothing"'],
    ['has:stat', 'stat', /no field stat/, 'has:status'],
    ['has:', 'has:', /takes the name/, null],
    ['a OR', 'OR', /between two/, 'a'],
    ['OR a', 'OR', /between two/, 'a'],
    ['a AND b', 'AND', /without AND/, 'a b'],
    ['NOT a', 'NOT', /has a - /, '-a'],
  ])('%s', (typed, place, message, fixed) => {
    const [problem] = parseQuery(typed).problems;
    expect(problem).toBeDefined();
    if (!problem) return;
    expect(typed.slice(problem.from, problem.to)).toBe(place);
    expect(problem.message).toMatch(message);
    expect(problem.fix?.text ?? null).toBe(fixed);
  });

  it('holds the limits', () => {
    expect(read(Array(MAX_QUERY_CLAUSES).fill('a').join(' '))).toHaveLength(MAX_QUERY_CLAUSES);
    const many = parseQuery(
      Array(MAX_QUERY_CLAUSES + 20)
        .fill('a')
        .join(' '),
    );
    expect(many.problems.map(({ message }) => message)).toEqual([
      'A query has at most 100 clauses.',
    ]);
    const long = parseQuery('a'.repeat(MAX_QUERY_LENGTH + 1));
    expect(long.problems).toMatchObject([{ from: MAX_QUERY_LENGTH, to: MAX_QUERY_LENGTH + 1 }]);
    expect(parseQuery('('.repeat(MAX_QUERY_LENGTH)).problems[0]?.message).toMatch(/20 deep/);
    expect(parseQuery(`${'('.repeat(20)}a${')'.repeat(20)}`).problems).toEqual([]);
  });
});
