import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { jsonPath } from './json-path.ts';
import { jsonValueText } from './json-value-text.ts';

/** Reads a path the way a person would: `.name`, `["name"]`, `[3]`. */
function walk(root: unknown, path: string): unknown {
  let value = root;
  for (const [, name, key, index] of path.matchAll(
    /\.([A-Za-z_$][\w$]*)|\[(".*?(?<!\\)(?:\\\\)*")\]|\[(\d+)\]/gs,
  )) {
    const property = name ?? (key ? (JSON.parse(key) as string) : Number(index));
    value = (value as Record<string | number, unknown>)[property];
  }
  return value;
}

it('leads to the value', () => {
  const key = fc.oneof(fc.constantFrom('part', 'a b', '日本', 'x.y', 'q"', '\\'), fc.string());
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.string(), tie('list'), tie('map')),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    map: fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const lines = jsonLines(JSON.stringify(value));
      const root: unknown = JSON.parse(lines.text);
      for (let line = 0; line < lines.count; line++) {
        const found = walk(root, jsonPath(lines, line, 'ctx').slice(3));
        expect(found).toEqual(JSON.parse(jsonValueText(lines, line)));
      }
    }),
  );
});

it('is short for plain keys and quoted for odd ones', () => {
  const lines = jsonLines('{"part":{"lines":[0,{"sku":1,"a b":2,"\\u0061":3,"x\u202ey":4}]}}');
  const path = (line: number) => jsonPath(lines, line, 'ctx');
  expect(path(0)).toBe('ctx');
  expect(path(5)).toBe('ctx.part.lines[1].sku');
  expect(path(6)).toBe('ctx.part.lines[1]["a b"]');
  expect(path(7)).toBe('ctx.part.lines[1]["\\u0061"]');
  expect(path(8)).toBe('ctx.part.lines[1]["x\\u202ey"]');
  expect(path(9)).toBe('ctx.part.lines[1]');
});
