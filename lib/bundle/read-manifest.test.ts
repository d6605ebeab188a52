import { expect, it } from 'vitest';
import { fileState, readManifest } from './read-manifest';

it('says of each file whether it is as it was written', () => {
  const text = JSON.stringify({ files: [{ name: 'a.py', sha256: 'aa', python: null }] });
  const manifest = readManifest(text) ?? new Map();
  expect(fileState(manifest, 'a.py', 'aa')).toBe('whole');
  expect(fileState(manifest, 'a.py', 'ab')).toBe('changed');
  expect(fileState(manifest, 'b.py', 'aa')).toBe('unlisted');
});

it('takes what it can use, and nothing for a manifest that is none', () => {
  for (const text of ['', 'null', '[]', '{}', '{"files": {}}']) {
    expect(readManifest(text)).toBeNull();
  }
  const odd = '{"files": [null, 1, {}, {"name": 1, "sha256": "a"}, {"name": "b", "sha256": "c"}]}';
  expect([...(readManifest(odd) ?? [])]).toEqual([['b', 'c']]);
});
