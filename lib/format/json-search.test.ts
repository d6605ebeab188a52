import { describe, expect, it } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { JsonSearch } from './json-search.ts';

function found(text: string, needle: string): number[] {
  const search = new JsonSearch(jsonLines(text), needle);
  search.run(Number.POSITIVE_INFINITY);
  return search.matches;
}

describe('search', () => {
  const text = '{"Sku":"sku sku","list":[{"sku":{"a":1}},"x"],"é":"\\u00e9 \\"q\\"","n":12.50}';

  it('finds keys and values whatever the case, each line once', () => {
    expect(found(text, 'SKU')).toEqual([1, 4]);
    expect(found(text, '2.5')).toEqual([11]);
    expect(found(text, '"x"')).toEqual([8]);
    expect(found(text, '')).toEqual([]);
  });

  it('finds a character as the producer escaped it', () => {
    expect(found('["\\u00e9","é","e"]', 'É')).toEqual([1, 2]);
    expect(found('["\\u00e9","é","e"]', 'é')).toEqual([1, 2]);
    expect(found(text, '"q"')).toEqual([10]);
  });

  it('takes nothing that runs over a colon, a comma or a bracket', () => {
    expect(found('{"a":1,"b":[]}', '":')).toEqual([]);
    expect(found('{"a":1,"b":[]}', ',')).toEqual([]);
    expect(found('["a","b","a,b"]', 'a,b')).toEqual([3]);
  });

  it('looks through text that is not JSON', () => {
    expect(found('one\ntwo\n{"two":', 'two')).toEqual([1, 2]);
  });

  it('stops at ten thousand lines and says that there are more', () => {
    const search = new JsonSearch(jsonLines(JSON.stringify(Array(10_001).fill('hit'))), 'hit');
    search.run(Number.POSITIVE_INFINITY);
    expect([search.matches.length, search.capped]).toEqual([10_000, true]);
  });

  it('runs in slices', () => {
    const search = new JsonSearch(jsonLines(JSON.stringify(Array(5_000).fill('hit'))), 'hit');
    search.run(0);
    expect(search.done).toBe(false);
    while (!search.done) search.run(0);
    expect(search.matches.length).toBe(5_000);
  });
});
