import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJsonPath } from '@/lib/domain/json-path';
import { rawJson } from '@/lib/testing/raw-json';
import { jsonDiff } from './json-diff.ts';
import { jsonLines } from './json-lines.ts';

function diff(before: string, after: string, most = 1_000) {
  const found = jsonDiff(jsonLines(before), jsonLines(after), most);
  return found?.differences.map((one) => [printJsonPath(one.path), one.before, one.after]) ?? null;
}

test.each([
  ['{"a":1}', '{"a":2}', [['.a', '1', '2']]],
  ['{"a":1,"b":2}', '{ "b": 2, "a": 1 }', []],
  ['{"a":1}', '{"a":1,"b":{"c":[]}}', [['.b', null, '{"c":[]}']]],
  ['{"a":{"b":1}}', '{}', [['.a', '{"b":1}', null]]],
  ['{"n":1.0}', '{"n":1}', [['.n', '1.0', '1']]],
  [
    '{"n":9007199254740993}',
    '{"n":9007199254740992}',
    [['.n', '9007199254740993', '9007199254740992']],
  ],
  ['{"s":"\\u0041"}', '{"s":"A"}', []],
  ['{"\\u0061":1}', '{"a":1}', []],
  ['{"a":1,"a":2}', '{"a":1,"a":3}', [['.a', '2', '3']]],
  ['{"a":null}', '{}', [['.a', 'null', null]]],
  ['{"a":[]}', '{"a":{}}', [['.a', '[]', '{}']]],
  ['[1,2,3]', '[0,1,2,3]', [['[0]', null, '0']]],
  ['[1,2,3]', '[1,3]', [['[1]', '2', null]]],
  ['[true,true]', '[0,true]', [['[0]', 'true', '0']]],
  ['[{"id":1,"n":1},{"id":2,"n":1}]', '[{"id":1,"n":1},{"id":2,"n":5}]', [['[1].n', '1', '5']]],
  ['{"a b":{"c":[1,2]}}', '{"a b":{"c":[1,9]}}', [['["a b"].c[1]', '2', '9']]],
  ['1', '"1"', [['', '1', '"1"']]],
])('%s and %s', (before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

test('a text that is no JSON is not compared', () => {
  expect(diff('{"a":', '{}')).toBeNull();
});

const { value } = rawJson([' ', '\n']);

test('a document does not differ from itself', () => {
  fc.assert(
    fc.property(value, (text) => {
      expect(diff(text, text)).toEqual([]);
    }),
  );
});

test('turned around, what was added is removed', () => {
  const count = (found: ReturnType<typeof diff>, at: 1 | 2) =>
    found?.filter((one) => one[at] === null).length;
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [there, back] = [diff(a, b), diff(b, a)];
      expect(count(there, 1)).toBe(count(back, 2));
      expect(there?.length).toBe(back?.length);
    }),
  );
});

const plain = fc.jsonValue({ maxDepth: 4 }).filter((one) => !JSON.stringify(one).includes('-0'));

test('nothing differs exactly where JSON means the same', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const isSame = sorted(a) === sorted(b);
      expect(diff(JSON.stringify(a), JSON.stringify(b))?.length === 0).toBe(isSame);
    }),
  );
});

test('one value that is changed is one difference, at its path', () => {
  fc.assert(
    fc.property(plain, fc.array(fc.nat({ max: 9 }), { maxLength: 5 }), (document, turns) => {
      const before = JSON.stringify({ root: document });
      const copy = JSON.parse(before) as Record<string, unknown>;
      const path = change(copy, turns);
      expect(diff(before, JSON.stringify(copy))?.map(([at]) => at)).toEqual([path]);
    }),
  );
});

/** JSON with its keys in order. */
function sorted(json: unknown): string {
  return JSON.stringify(json, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Puts what is nowhere else at some place, and gives its path. */
function change(root: Record<string, unknown>, turns: readonly number[]): string {
  let holder: Record<string, unknown> = root;
  let key = 'root';
  const steps: ({ key: string } | { index: number })[] = [{ key }];
  for (const turn of turns) {
    const inner = holder[key];
    if (inner === null || typeof inner !== 'object') break;
    const keys = Object.keys(inner);
    const next = keys[turn % Math.max(keys.length, 1)];
    if (next === undefined) break;
    holder = inner as Record<string, unknown>;
    key = next;
    steps.push(Array.isArray(inner) ? { index: Number(next) } : { key: next });
  }
  holder[key] = 'changed in this test';
  return printJsonPath(steps);
}

test('a long list with many differences is compared place by place, and counted to its end', () => {
  const list = (from: number) => JSON.stringify(Array.from({ length: 3_000 }, (_, n) => from + n));
  const found = jsonDiff(jsonLines(list(0)), jsonLines(list(100_000)), 10);
  expect(found?.differences).toHaveLength(10);
  expect(found?.total).toBe(3_000);
});

test('depth is no stack', () => {
  const deep = (inner: string) => `${'['.repeat(50_000)}${inner}${']'.repeat(50_000)}`;
  expect(diff(deep('1'), deep('2'))?.map(([, before, after]) => [before, after])).toEqual([
    ['1', '2'],
  ]);
});
