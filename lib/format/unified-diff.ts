import { structuredPatch } from 'diff';

/** Edits after which a diff says nothing any more, and takes long. */
const MAX_EDITS = 1_000;
const LIMIT_MS = 400;
const AROUND = 3;
/** Lines from the first difference on, where the whole is too much. */
const SHOWN_LINES = 20;

/**
 * Two texts as a unified diff, as Python's difflib writes it. Where they differ too much, it only says
 * where the difference begins, with the first lines from there on. At most `maxChars` long.
 */
export function unifiedDiff(name: string, before: string, after: string, maxChars: number): string {
  const options = { context: AROUND, maxEditLength: MAX_EDITS, timeout: LIMIT_MS };
  const patch = structuredPatch('', '', before, after, '', '', options);
  const heading = [`--- ${name} recorded`, `+++ ${name} now`];
  const lines = patch
    ? patch.hunks.flatMap((hunk) => [
        `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
        ...hunk.lines,
      ])
    : fromFirst(before.split('\n'), after.split('\n'));
  return `${[...heading, ...lines].join('\n')}\n`.slice(0, maxChars);
}

function fromFirst(before: readonly string[], after: readonly string[]): string[] {
  const first = before.findIndex((line, at) => line !== after[at]);
  const at = first < 0 ? before.length : first;
  return [
    `@@ -${at + 1} +${at + 1} @@`,
    ...before.slice(at, at + SHOWN_LINES).map((line) => `-${line}`),
    ...after.slice(at, at + SHOWN_LINES).map((line) => `+${line}`),
  ];
}
