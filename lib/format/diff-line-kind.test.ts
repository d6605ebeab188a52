import { expect, it } from 'vitest';
import { diffLineKind } from './diff-line-kind';

it.each([
  ['--- stdout recorded', 'place'],
  ['+++ stdout now', 'place'],
  ['@@ -1,2 +1,2 @@', 'place'],
  ['+34', 'added'],
  ['-34', 'removed'],
  ['+', 'added'],
  [' 34', 'equal'],
  ['', 'equal'],
  ['\\ cut here: 1 of 2 bytes are kept', 'equal'],
])('%j is %s', (line, kind) => {
  expect(diffLineKind(line)).toBe(kind);
});
