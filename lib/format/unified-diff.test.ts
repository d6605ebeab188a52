import { expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff';

it('shows what changed among its neighbours', () => {
  expect(unifiedDiff('stdout', 'a\nb\nc\n', 'a\nx\nc\n', 1_000)).toBe(`--- stdout recorded
+++ stdout now
@@ -1,3 +1,3 @@
 a
-b
+x
 c
`);
});

it('says where the difference begins when there is too much of it', () => {
  const many = (word: string) =>
    `same\n${Array.from({ length: 5_000 }, (_, at) => `${word} ${at}\n`).join('')}`;
  const text = unifiedDiff('stdout', many('old'), many('new'), 100_000);
  expect(text).toContain('@@ -2 +2 @@\n-old 0\n');
  expect(text.split('\n').length).toBeLessThan(60);
});

it('keeps within its length', () => {
  expect(unifiedDiff('stdout', 'a'.repeat(500), 'b'.repeat(500), 200)).toHaveLength(200);
});
